package dev.sapa.routing.hours;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a department stands at one moment.
 *
 * @param nextChangeAt when it next opens or closes; null when it does not within a year or nobody knows
 * @param closedText   what a visitor is told; null while it is open
 */
public record Standing(
        boolean open,
        @Nullable Instant nextChangeAt,
        @Nullable String closedText) {

    /** Of a department nobody has said anything about. */
    public static final Standing ALWAYS_OPEN = new Standing(true, null, null);

    /** When it opens; null while it is open, and when that is not known. */
    public @Nullable Instant nextOpenAt() {
        return open ? null : nextChangeAt;
    }
}
