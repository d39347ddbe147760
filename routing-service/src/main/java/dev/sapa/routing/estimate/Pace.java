package dev.sapa.routing.estimate;

import org.jspecify.annotations.Nullable;

/**
 * How fast a department's queue moves.
 *
 * @param staffed       agents that automatic assignment may choose, with room or without
 * @param slots         conversations these may have at once
 * @param recent        assignments a minute, newer ones weighing more
 * @param handleSeconds how long a conversation took its agent on average; null when none ended lately
 */
record Pace(
        long staffed, long slots, double recent, @Nullable Double handleSeconds) {

    boolean isStaffed() {
        return staffed > 0;
    }

    /** Conversations a minute that leave the queue: as lately seen, or what those who are there can take, if more. */
    double perMinute() {
        if (!isStaffed()) {
            return 0;
        }
        return handleSeconds == null || handleSeconds <= 0 ? recent : Math.max(recent, slots / (handleSeconds / 60));
    }
}
