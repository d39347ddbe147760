package dev.sapa.routing.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who has the conversation now.
 *
 * @param epoch        rises with every assignment and return of the conversation
 * @param forced       whether it put the agent above its capacity
 * @param conversation chat-service's view with the assignment applied
 */
public record AssignedView(
        UUID assignmentId,
        long epoch,
        UUID agentId,
        @Nullable UUID departmentId,
        boolean forced,
        JsonNode conversation) {

    static AssignedView of(Assignment made, JsonNode conversation) {
        return new AssignedView(made.id(), made.epoch(), made.agent(), made.department(), made.forced(), conversation);
    }
}
