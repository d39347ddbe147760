package dev.sapa.chat.log;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One deed, as the log tells it.
 *
 * @param action what was done, for example {@code auto_assigned}
 * @param actor  which side did it: {@code visitor}, {@code agent}, {@code bot} or {@code system}
 * @param by     the person; null for the visitor and for the suite itself
 * @param detail what else there is to say, by name; null when that is nothing
 */
public record LogView(
        String action,
        Instant at,
        String actor,
        @Nullable Person by,
        @Nullable Map<String, Object> detail) {

    /** A staff user; the name is null while auth-service has not yet told it. */
    public record Person(UUID id, @Nullable String name) {}
}
