package dev.sapa.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Routing decided in which queue a waiting conversation stands: when it began to wait, and when it was moved.
 *
 * @param version      counts every change of the conversation's work item from 1, without gaps
 * @param epoch        of the last assignment, return or transfer; 0 before the first
 * @param departmentId whose queue; null for the company's common one
 * @param closedText   what the visitor is to be told because the department is closed now; null while it is open
 */
public record WorkQueued(
        UUID conversationId,
        UUID companyId,
        long version,
        long epoch,
        @Nullable UUID departmentId,
        @Nullable String closedText,
        Instant queuedAt) {

    public static final String TYPE = "sapa.routing.work-queued.v1";
}
