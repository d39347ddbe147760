package dev.sapa.chat.silence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.chat.access.Caller;
import dev.sapa.chat.chore.Chores;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.LockedConversation;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Warns silent visitors and ends their conversations, so that they do not hold an agent for ever. Every replica looks; what
 * is due is decided again under the conversation's lock, so that each step is done once.
 */
@ApplicationScoped
class SilenceService {

    /** Why such a conversation ends. */
    static final String REASON = "visitor-silent";

    private static final Logger LOG = Logger.getLogger(SilenceService.class);

    private final SilenceRepository silences;
    private final ConversationService conversations;
    private final EventTransactions transactions;
    private final SilenceSettings settings;

    SilenceService(
            SilenceRepository silences,
            ConversationService conversations,
            EventTransactions transactions,
            SilenceSettings settings) {
        this.silences = silences;
        this.conversations = conversations;
        this.transactions = transactions;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event, Chores chores) {
        chores.every(settings.checkEvery(), "look for silent visitors", this::sweep);
    }

    Uni<PolicyView> policy(Caller.Staff staff) {
        return transactions.readInSession(Scope.of(staff.companyId()), () -> held(staff.companyId()));
    }

    Uni<PolicyView> decide(Caller.Staff staff, ObjectNode patch) {
        return transactions.readInSession(Scope.of(staff.companyId()), () -> held(staff.companyId())
                .map(held -> held.patched(patch))
                .call(decided -> store(staff.companyId(), decided)));
    }

    /** Does what is due now, one conversation after the other; one that fails does not keep the others. */
    Uni<Void> sweep() {
        return transactions
                .readInSession(Scope.everyCompany(), () -> silences.due(PolicyView.of(settings)))
                .chain(this::each);
    }

    private Uni<Void> each(List<SilenceRepository.Due> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(one -> settle(one).onFailure().recoverWithUni(failure -> {
                    LOG.warnf("A silent conversation is looked at again later: %s", failure.getMessage());
                    return Uni.createFrom().voidItem();
                }))
                .collect()
                .last();
    }

    private Uni<Void> settle(SilenceRepository.Due seen) {
        return conversations.changing(
                seen.companyId(), seen.conversationId(), locked -> silences.due(locked.id(), PolicyView.of(settings))
                        .chain(due -> due == null ? Uni.createFrom().voidItem() : settle(locked, due)));
    }

    private Uni<Void> settle(LockedConversation locked, SilenceRepository.Due due) {
        return due.warning() ? locked.warn(settings.warning(), due.at()) : locked.close(REASON);
    }

    private Uni<PolicyView> held(UUID company) {
        return silences.findById(company).map(policy -> policy == null ? PolicyView.of(settings) : policy.view());
    }

    private Uni<SilencePolicy> store(UUID company, PolicyView decided) {
        return silences.findById(company)
                .map(known -> known == null ? new SilencePolicy(company) : known)
                .invoke(policy -> policy.decide(decided))
                .chain(silences::persist);
    }
}
