package dev.sapa.chat.carriage;

import dev.sapa.chat.carriage.AmendmentStore.Due;
import dev.sapa.chat.chore.Chores;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.provider.Account;
import dev.sapa.chat.provider.AccountService;
import dev.sapa.chat.provider.Outcome;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets providers change what they have delivered, where an agent corrected it or took it back. Changing it again does no
 * harm, so an attempt whose outcome nobody knows is made again. Where it cannot be done the agent is told.
 */
@ApplicationScoped
class AmendmentService {

    private static final Logger LOG = Logger.getLogger(AmendmentService.class);

    private static final int BATCH = 50;
    private static final int ATTEMPTS = 6;

    private final AmendmentStore store;
    private final AccountService accounts;
    private final ConversationService conversations;
    private final EventTransactions transactions;
    private final CarriageSettings settings;
    private final AtomicBoolean looking = new AtomicBoolean();

    AmendmentService(
            AmendmentStore store,
            AccountService accounts,
            ConversationService conversations,
            EventTransactions transactions,
            CarriageSettings settings) {
        this.store = store;
        this.accounts = accounts;
        this.conversations = conversations;
        this.transactions = transactions;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event, Chores chores) {
        chores.every(settings.checkEvery(), "let providers change what was corrected", this::look);
    }

    private Uni<Void> look() {
        if (!looking.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return transactions
                .readInConnection(
                        Scope.everyCompany(), connection -> store.claim(connection, settings.lostAfter(), BATCH))
                .chain(this::each)
                .onTermination()
                .invoke(() -> looking.set(false));
    }

    private Uni<Void> each(List<Due> all) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(due -> amend(due)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("Left for later: %s", failure.getMessage()))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> amend(Due due) {
        return transactions
                .readInConnection(Scope.of(due.company()), connection -> accounts.read(connection, due.account()))
                .chain(account -> attempt(account, due))
                .chain(outcome -> settle(due, outcome));
    }

    private Uni<Outcome> attempt(@Nullable Account account, Due due) {
        if (account == null) {
            return refused("account-gone");
        }
        var id = due.providerId();
        return id == null || due.composed()
                ? refused("not-amendable")
                : accounts.provider(account.channel()).amend(account, due.address(), id, due.text());
    }

    private static Uni<Outcome> refused(String reason) {
        return Uni.createFrom().item(new Outcome.Refused(reason));
    }

    private Uni<Void> settle(Due due, Outcome outcome) {
        if (outcome instanceof Outcome.Sent) {
            return transactions
                    .readInSession(Scope.of(due.company()), () -> store.done(due))
                    .replaceWithVoid();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return giveUp(due, refused.reason());
        }
        if (due.attempts() >= ATTEMPTS) {
            return giveUp(due, "unconfirmed");
        }
        var asked = outcome instanceof Outcome.Later later ? later.after() : null;
        var pause = asked == null ? settings.backOff().multipliedBy(1L << due.attempts()) : asked;
        return transactions.readInConnection(
                Scope.of(due.company()), connection -> store.later(connection, due, longer(pause)));
    }

    private static Duration longer(Duration pause) {
        return pause.isNegative() || pause.isZero() ? Duration.ofSeconds(1) : pause;
    }

    private Uni<Void> giveUp(Due due, String reason) {
        return conversations.changing(due.company(), due.conversation(), locked -> store.done(due)
                .chain(mine -> mine
                        ? locked.say(
                                "The customer keeps what was sent before it was changed: " + reason,
                                "amendment:" + UUID.randomUUID())
                        : Uni.createFrom().voidItem()));
    }
}
