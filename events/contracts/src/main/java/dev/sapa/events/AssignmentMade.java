package dev.sapa.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Routing gave a conversation to an agent.
 *
 * @param version      counts every change of the conversation's work item from 1, without gaps
 * @param epoch        rises with every assignment and return of the conversation; a later epoch fences all earlier ones
 * @param departmentId the department it is answered in, if one was decided
 * @param kind         who decided
 * @param forced       true when a person's hand put the agent above capacity
 * @param actorId      the staff user who assigned by hand; null for automatic ones
 * @param note         what that person wrote for the agent when transferring; staff alone see it
 */
public record AssignmentMade(
        UUID assignmentId,
        UUID conversationId,
        UUID companyId,
        long version,
        long epoch,
        UUID agentId,
        @Nullable UUID departmentId,
        Kind kind,
        boolean forced,
        @Nullable UUID actorId,
        @Nullable String note,
        Instant assignedAt) {

    public static final String TYPE = "sapa.routing.assignment-made.v1";

    public enum Kind {
        AUTOMATIC,
        MANUAL,
        CLAIM,
        /** From one agent to another. */
        TRANSFER;

        @Override
        public String toString() {
            return Wire.name(this);
        }
    }
}
