package dev.sapa.chat.conversation;

import org.jspecify.annotations.Nullable;

/**
 * What is said at the end.
 *
 * @param rating 1 (bad) to 5 (good)
 */
record Closing(
        @Nullable String reason,
        @Nullable Integer rating,
        @Nullable String feedback) {}
