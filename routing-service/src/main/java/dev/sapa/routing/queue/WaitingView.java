package dev.sapa.routing.queue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A waiting conversation.
 *
 * @param position     its place among those of the same department, from 1
 * @param priority     {@code low}, {@code normal}, {@code high} or {@code urgent}
 * @param department   who can help; null when every agent of the company can
 * @param waitingSince since when a human is needed
 * @param rankedAt     the virtual time of arrival that decides the place
 * @param offeredTo    the agent that is being asked; null when none is
 */
record WaitingView(
        long position,
        UUID conversationId,
        long number,
        String topic,
        String priority,
        @Nullable DepartmentView department,
        Instant waitingSince,
        Instant rankedAt,
        @Nullable UUID offeredTo) {

    record DepartmentView(UUID id, @Nullable String name) {}
}
