package dev.sapa.auth.page;

import dev.sapa.auth.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the cursors that {@link Page} handed out. */
public final class Cursor {

    private Cursor() {}

    /** The id it stands for; null when there is no cursor: from the beginning. */
    public static @Nullable UUID uuid(@Nullable String cursor) {
        try {
            return cursor == null ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** The number it stands for; 0 when there is no cursor: from the beginning. */
    public static long number(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    private static HttpProblem invalid() {
        return Problem.of("invalid-cursor", 400, "The cursor was not handed out by this list")
                .build();
    }
}
