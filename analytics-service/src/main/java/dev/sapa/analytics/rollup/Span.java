package dev.sapa.analytics.rollup;

import java.time.Duration;

/** The intervals for which totals are kept. A report reads the longest that fit, and quarters where none does. */
public enum Span {
    /** Of an hour, the same in all time zones. */
    QUARTER(0, Duration.ofMinutes(15)),
    HOUR(1, Duration.ofMinutes(15)),
    DAY(2, Duration.ofHours(20)),
    /** From Monday. */
    WEEK(3, Duration.ofDays(6)),
    MONTH(4, Duration.ofDays(27));

    private final short code;
    private final Duration shortest;

    Span(int code, Duration shortest) {
        this.code = (short) code;
        this.shortest = shortest;
    }

    /** How the database names it. */
    short code() {
        return code;
    }

    /** What no change of clocks makes it shorter than. */
    Duration shortest() {
        return shortest;
    }

    /** The next shorter one; a quarter itself, because none is. */
    Span shorter() {
        return switch (this) {
            case MONTH -> WEEK;
            case WEEK -> DAY;
            case DAY -> HOUR;
            case HOUR, QUARTER -> QUARTER;
        };
    }
}
