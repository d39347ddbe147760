package dev.sapa.routing.offer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open offer and the conversation it is about.
 *
 * @param agentId      who is asked
 * @param priority     {@code low}, {@code normal}, {@code high} or {@code urgent}
 * @param department   whose queue the conversation stands in; null for the company's common one
 * @param waitingSince since when a human is needed
 * @param expiresAt    when it lapses unanswered
 */
record OfferView(
        UUID id,
        UUID conversationId,
        long number,
        UUID agentId,
        String topic,
        String priority,
        @Nullable DepartmentView department,
        Instant waitingSince,
        Instant madeAt,
        Instant expiresAt) {

    record DepartmentView(UUID id, @Nullable String name) {}
}
