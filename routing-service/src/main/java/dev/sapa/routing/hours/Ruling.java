package dev.sapa.routing.hours;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's word that goes before the calendar.
 *
 * @param until when it lapses; null when only a person ends it
 */
record Ruling(boolean open, @Nullable Instant until) {

    boolean standsAt(Instant time) {
        return until == null || time.isBefore(until);
    }
}
