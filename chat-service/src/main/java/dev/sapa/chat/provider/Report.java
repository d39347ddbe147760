package dev.sapa.chat.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of a message that went out.
 *
 * @param ourId what we called it, if the provider gives that back
 * @param state {@code sent}, {@code delivered}, {@code read} or {@code failed}
 */
public record Report(
        String providerId,
        @Nullable String ourId,
        String state,
        @Nullable String reason,
        Instant at) {}
