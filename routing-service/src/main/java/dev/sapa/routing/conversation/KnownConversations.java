package dev.sapa.routing.conversation;

import dev.sapa.routing.chat.ChatClient;
import dev.sapa.routing.queue.WorkItem;
import dev.sapa.routing.queue.WorkQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/** Lets people decide about a conversation whose event has not come yet: chat-service knows it already, if it exists. */
@ApplicationScoped
class KnownConversations {

    private final WorkQueue queue;
    private final IntakeService intake;
    private final ChatClient chat;

    KnownConversations(WorkQueue queue, IntakeService intake, ChatClient chat) {
        this.queue = queue;
        this.intake = intake;
        this.chat = chat;
    }

    /** Locks the conversation's item; fails when it is not known, so that {@link #decide} learns of it and repeats. */
    Uni<WorkItem> lock(SqlConnection connection, UUID company, UUID conversation) {
        return queue.lock(connection, company, conversation).onItem().ifNull().failWith(Unknown::new);
    }

    /**
     * Runs a decision that locks the conversation, after learning of it from chat-service if need be.
     *
     * @return a 404 problem as a failure when the company has no such conversation, or a 503 one
     */
    <T> Uni<T> decide(UUID company, UUID conversation, Supplier<Uni<T>> decision) {
        return decision.get()
                .onFailure(Unknown.class)
                .recoverWithUni(() -> learn(company, conversation).chain(decision::get))
                .onFailure(Unknown.class)
                .transform(failure -> ConversationProblem.notFound());
    }

    private Uni<Void> learn(UUID company, UUID conversation) {
        return chat.find(conversation)
                .onItem()
                .ifNull()
                .failWith(ConversationProblem::notFound)
                .invoke(known -> {
                    if (!known.conversation().companyId().equals(company)) {
                        throw ConversationProblem.notFound();
                    }
                })
                .chain(known -> intake.apply(known.conversation(), known.version(), known.startedAt()));
    }

    /** Nothing is known of the conversation in the company. */
    private static final class Unknown extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Unknown() {
            super("unknown conversation", null, false, false);
        }
    }
}
