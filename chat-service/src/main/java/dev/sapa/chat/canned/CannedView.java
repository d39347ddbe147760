package dev.sapa.chat.canned;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer in store.
 *
 * @param scope        {@code company}, {@code department} or {@code personal}
 * @param placeholders what stands in the text as {@code {{name}}}, each once, in the order of the text
 */
record CannedView(
        UUID id,
        String shortcut,
        String title,
        String text,
        String scope,
        @Nullable Department department,
        List<String> placeholders,
        long version,
        Instant changedAt) {

    /** The name is null while auth-service has not yet told it. */
    record Department(UUID id, @Nullable String name) {}
}
