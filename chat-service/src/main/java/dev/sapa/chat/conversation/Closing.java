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
        @Nullable String feedback) {

    static Closing because(String reason) {
        return new Closing(reason, null, null);
    }

    /** The same with a reason, if it has none. */
    Closing or(String otherwise) {
        return reason == null || reason.isBlank() ? new Closing(otherwise, rating, feedback) : this;
    }
}
