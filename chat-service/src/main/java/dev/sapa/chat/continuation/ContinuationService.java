package dev.sapa.chat.continuation;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.carriage.Ways;
import dev.sapa.chat.conversation.ConversationProblem;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationService.Opened;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.Opening;
import dev.sapa.chat.visitor.Introduction;
import dev.sapa.chat.visitor.VisitorService;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;

/** Goes on with closed conversations; beginning the new one and showing it the way out are one transaction. */
@ApplicationScoped
class ContinuationService {

    /** By this a client knows the line that names the closed one. */
    private static final String GOES_ON = "continues:";

    private static final int ATTEMPTS = 5;

    private final ConversationService conversations;
    private final VisitorService visitors;
    private final Ways ways;
    private final EventTransactions transactions;

    ContinuationService(
            ConversationService conversations, VisitorService visitors, Ways ways, EventTransactions transactions) {
        this.conversations = conversations;
        this.visitors = visitors;
        this.ways = ways;
        this.transactions = transactions;
    }

    Uni<ConversationView> goOn(Caller.Staff staff, UUID conversation) {
        return conversations
                .view(staff, conversation)
                .invoke(seen -> requireMay(staff, seen))
                .chain(seen -> isClosed(seen)
                        ? another(seen).chain(opened -> conversations.staffView(seen.companyId(), opened.id()))
                        : Uni.createFrom().item(seen));
    }

    private static boolean isClosed(ConversationView seen) {
        return Status.CLOSED.toString().equals(seen.status());
    }

    private static void requireMay(Caller.Staff staff, ConversationView seen) {
        if (!staff.oversees()
                && (seen.agent() == null || !staff.id().equals(seen.agent().id()))) {
            throw ConversationProblem.notResponder();
        }
    }

    private Uni<Opened> another(ConversationView closed) {
        var company = closed.companyId();
        return transactions
                .inSession(Scope.of(company), events -> visitors.identify(company, proven(closed))
                        .chain(visitor -> conversations.open(events, company, visitor, like(closed)))
                        .call(opened -> opened.created()
                                ? begin(events, closed, opened.id())
                                : Uni.createFrom().voidItem()))
                .onFailure(VisitorService.IdentityTaken.class)
                .retry()
                .atMost(ATTEMPTS);
    }

    private Uni<Void> begin(Events events, ConversationView closed, UUID begun) {
        return conversations
                .lock(events, begun)
                .chain(locked ->
                        locked.say("Continues conversation %d".formatted(closed.number()), GOES_ON + closed.id()))
                .chain(() -> ways.goOn(closed.id(), begun));
    }

    private static Introduction proven(ConversationView closed) {
        return new Introduction(closed.visitor().id(), null, null, null, null, null, null, null, true);
    }

    private static Opening like(ConversationView closed) {
        return new Opening(
                closed.channel(),
                closed.topic(),
                Priority.valueOf(closed.priority().toUpperCase(Locale.ROOT)),
                false,
                null,
                null,
                Responder.AGENT,
                closed.department() == null ? null : closed.department().id());
    }
}
