package dev.sapa.routing.hours;

/**
 * A part of a day by the clock on the wall.
 *
 * @param from minutes after midnight, from 0
 * @param to   minutes after midnight, after {@code from} and at most 1440; not part of it any more
 */
record Interval(int from, int to) {

    static final int DAY = 24 * 60;
    static final Interval WHOLE_DAY = new Interval(0, DAY);

    Interval {
        if (from < 0 || to > DAY || from >= to) {
            throw new IllegalArgumentException("an interval ends after it begins, within the day");
        }
    }

    /**
     * Reads times such as {@code 08:00} and, as an end, {@code 24:00}.
     *
     * @throws IllegalArgumentException when that is no interval
     */
    static Interval parse(String from, String to) {
        return new Interval(minute(from), minute(to));
    }

    private static int minute(String time) {
        if (!time.matches("([01][0-9]|2[0-3]):[0-5][0-9]|24:00")) {
            throw new IllegalArgumentException("a time is written HH:MM");
        }
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }
}
