package dev.sapa.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation went back to its queue at its original place because its agent was lost, or into another queue by
 * transfer.
 *
 * @param version counts every change of the conversation's work item from 1, without gaps
 * @param epoch   rises with every assignment and return of the conversation; a later epoch fences all earlier ones
 * @param agentId the agent who had it
 * @param reason  {@code agent-lost}, {@code agent-inactive} or {@code transferred}
 * @param departmentId where it waits now; null for the company's common queue and in records older than this member
 * @param actorId the staff user who transferred it; null otherwise
 * @param note    what that person wrote for whoever takes it; staff alone see it
 */
public record WorkReturned(
        UUID conversationId,
        UUID companyId,
        long version,
        long epoch,
        UUID agentId,
        String reason,
        @Nullable UUID departmentId,
        @Nullable UUID actorId,
        @Nullable String note,
        Instant returnedAt) {

    public static final String TYPE = "sapa.routing.work-returned.v1";
}
