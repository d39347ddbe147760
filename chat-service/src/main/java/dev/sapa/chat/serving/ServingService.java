package dev.sapa.chat.serving;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.ConversationProblem;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.LockedConversation;
import dev.sapa.chat.conversation.Opening;
import dev.sapa.chat.conversation.Side;
import dev.sapa.chat.log.Actor;
import dev.sapa.chat.visitor.Introduction;
import dev.sapa.chat.visitor.VisitorService;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Positions, and the conversations that people outside the company's staff take part in. */
@ApplicationScoped
class ServingService {

    private static final int ATTEMPTS = 5;

    /** More are not shown: who was away so long has lists to look into. */
    private static final int AT_MOST = 500;

    private static final Opening OPENING = new Opening("web", "Message", Priority.NORMAL, false, null, null);

    private final ServingStore store;
    private final VisitorService visitors;
    private final ConversationService conversations;
    private final EventTransactions transactions;

    ServingService(
            ServingStore store,
            VisitorService visitors,
            ConversationService conversations,
            EventTransactions transactions) {
        this.store = store;
        this.visitors = visitors;
        this.conversations = conversations;
        this.transactions = transactions;
    }

    Uni<UUID> visitor(Caller caller) {
        if (!(caller instanceof Caller.CompanyUser user)) {
            return Uni.createFrom().failure(new ForbiddenException());
        }
        var introduction = new Introduction(null, user.userId(), null, null, null, null, null, null, true);
        return transactions
                .readInSession(Scope.of(user.companyId()), () -> visitors.identify(user.companyId(), introduction))
                .onFailure(VisitorService.IdentityTaken.class)
                .retry()
                .atMost(ATTEMPTS);
    }

    Uni<ConversationView> conversation(Caller caller, String name) {
        if (!(caller instanceof Caller.CompanyAgent agent)) {
            return Uni.createFrom().failure(new ForbiddenException());
        }
        return transactions
                .inSession(Scope.of(agent.companyId()), events -> visitors.named(agent.companyId(), name.strip())
                        .onItem()
                        .ifNull()
                        .failWith(ConversationProblem::notFound)
                        .chain(known -> visitors.identify(agent.companyId(), proven(known)))
                        .chain(visitor -> conversations.openAnywhere(events, agent.companyId(), visitor, OPENING))
                        .chain(opened -> conversations.lock(events, opened.id()))
                        // People answer now: a bot falls silent.
                        .call(locked -> locked.handOver(Actor.of(agent)))
                        .map(LockedConversation::id))
                .onFailure(VisitorService.IdentityTaken.class)
                .retry()
                .atMost(ATTEMPTS)
                .chain(id -> conversations.view(agent, id));
    }

    private static Introduction proven(UUID visitor) {
        return new Introduction(visitor, null, null, null, null, null, null, null, true);
    }

    Uni<List<UnservedMessage>> ofCompany(UUID company) {
        return transactions.readInConnection(
                Scope.of(company), connection -> store.ofCompany(connection, company, AT_MOST));
    }

    Uni<List<UnservedMessage>> ofVisitor(UUID company, UUID visitor) {
        return transactions.readInConnection(
                Scope.of(company), connection -> store.ofVisitor(connection, visitor, AT_MOST));
    }

    Uni<ServedView> served(UUID conversation) {
        return transactions
                .readInConnection(Scope.everyCompany(), connection -> store.served(connection, conversation))
                .onItem()
                .ifNull()
                .failWith(ConversationProblem::notFound);
    }

    Uni<Void> note(Side side, Map<UUID, Long> positions) {
        return transactions.readInConnection(
                Scope.everyCompany(), connection -> store.note(connection, side, positions));
    }
}
