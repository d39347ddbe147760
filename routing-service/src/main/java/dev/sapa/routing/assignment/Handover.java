package dev.sapa.routing.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.routing.assignment.Assignment.Kind;
import dev.sapa.routing.chat.ChatClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Answers whoever assigned once chat-service shows it, so that they see what they did in their next read. */
@ApplicationScoped
public class Handover {

    private final ChatClient chat;

    Handover(ChatClient chat) {
        this.chat = chat;
    }

    /**
     * Tells chat-service of a committed assignment and waits for it, bounded.
     *
     * @param version of the item with the assignment
     * @param note    what the person who transferred it wrote
     * @return a 409 or 503 problem as a failure
     */
    public Uni<AssignedView> show(Assignment made, long version, @Nullable String note) {
        return conversation(made, version, note)
                .onItem()
                .ifNull()
                .failWith(AssignmentProblem::conversationClosed)
                .map(conversation -> AssignedView.of(made, conversation));
    }

    /** What chat-service decided itself it need not be told. */
    private Uni<JsonNode> conversation(Assignment made, long version, @Nullable String note) {
        return made.kind() == Kind.ADOPTED
                ? chat.find(made.conversation()).map(known -> known == null ? null : known.view())
                : chat.apply(AssignmentLedger.payload(made, version, note));
    }
}
