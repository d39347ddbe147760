package dev.sapa.chat.bot;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a bot was, or is to be, told.
 *
 * @param id      of the visitor's message
 * @param state   {@code waiting}, {@code told} (its answer is still to come), {@code done} or {@code dead}
 * @param failure what went wrong last
 */
record DeliveryView(
        UUID id,
        UUID conversationId,
        long seq,
        String state,
        int attempts,
        @Nullable String failure,
        Instant notedAt) {}
