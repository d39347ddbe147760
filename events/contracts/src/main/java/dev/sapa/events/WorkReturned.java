package dev.sapa.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A conversation went back to its queue at its original place: its agent was lost.
 *
 * @param version counts every change of the conversation's work item from 1, without gaps
 * @param epoch   rises with every assignment and return of the conversation; a later epoch fences all earlier ones
 * @param agentId the agent who had it
 * @param reason  {@code agent-lost} or {@code agent-inactive}
 */
public record WorkReturned(
        UUID conversationId,
        UUID companyId,
        long version,
        long epoch,
        UUID agentId,
        String reason,
        Instant returnedAt) {

    public static final String TYPE = "sapa.routing.work-returned.v1";
}
