package dev.sapa.auth.guess;

import java.time.Duration;

/**
 * How failures turn into pauses.
 *
 * @param free       failures without a pause
 * @param firstPause after the first failure that is not free; doubles with each further one
 * @param longest    no pause is longer
 * @param forget     time without a failure after which the count starts anew
 */
record GuessPolicy(int free, Duration firstPause, Duration longest, Duration forget) {

    private static final int MOST_DOUBLINGS = 20;

    /** The pause that follows the {@code failures}-th failure in a row. */
    Duration pauseAfter(int failures) {
        if (failures < free) {
            return Duration.ZERO;
        }
        var pause = firstPause.multipliedBy(1L << Math.min(failures - free, MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
