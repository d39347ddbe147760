package dev.sapa.routing.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.routing.assignment.AssignedView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the conversation went.
 *
 * @param assignmentId null when it went to a department
 * @param epoch        rises with every assignment, return and transfer of the conversation
 * @param agentId      who has it; null when it went to a department
 * @param departmentId where it is answered, or waits
 * @param forced       whether it put the agent above its capacity
 * @param position     its place in the department's queue as it was put there, from 1; null when it went to an agent
 * @param conversation chat-service's view with the transfer applied
 */
record TransferredView(
        @Nullable UUID assignmentId,
        long epoch,
        @Nullable UUID agentId,
        @Nullable UUID departmentId,
        boolean forced,
        @Nullable Long position,
        JsonNode conversation) {

    static TransferredView of(AssignedView assigned) {
        return new TransferredView(
                assigned.assignmentId(),
                assigned.epoch(),
                assigned.agentId(),
                assigned.departmentId(),
                assigned.forced(),
                null,
                assigned.conversation());
    }
}
