package dev.sapa.routing.hours;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a department is open. Intervals begin and end when the clock on the wall first shows that time: a time that a
 * change to summer time leaves out is the moment of the change, of a time that comes twice the first one counts.
 *
 * @param weekly     the intervals of each weekday, in order; a day that is absent is closed; null: open around the clock
 * @param exceptions dates with intervals of their own; none means closed all day
 * @param ruling     what a person said instead; null when nobody did
 */
record Calendar(
        ZoneId zone,
        @Nullable Map<DayOfWeek, List<Interval>> weekly,
        Map<LocalDate, List<Interval>> exceptions,
        @Nullable Ruling ruling) {

    /** What lies further ahead is not worth telling. */
    private static final int HORIZON_DAYS = 400;

    /** A department nobody has said anything about. */
    static final Calendar ALWAYS_OPEN = new Calendar(ZoneId.of("UTC"), null, Map.of(), null);

    /** @param end the first moment after it */
    private record Span(Instant start, Instant end) {

        private boolean contains(Instant time) {
            return !time.isBefore(start) && time.isBefore(end);
        }
    }

    boolean isOpenAt(Instant time) {
        return (ruling != null && ruling.standsAt(time)) ? ruling.open() : isOpenByCalendar(time);
    }

    /** When it next opens or closes after {@code time}; null when it does not within a year or nobody knows. */
    @Nullable
    Instant nextChange(Instant time) {
        if (ruling == null || !ruling.standsAt(time)) {
            return nextChangeByCalendar(time);
        }
        var until = ruling.until();
        if (until == null) {
            return null;
        }
        return isOpenByCalendar(until) == ruling.open() ? nextChangeByCalendar(until) : until;
    }

    private boolean isOpenByCalendar(Instant time) {
        return spans(time.atZone(zone).toLocalDate()).stream().anyMatch(span -> span.contains(time));
    }

    private @Nullable Instant nextChangeByCalendar(Instant time) {
        if (weekly == null && exceptions.isEmpty()) {
            return null;
        }
        return isOpenByCalendar(time) ? nextClosing(time) : nextOpening(time);
    }

    private @Nullable Instant nextOpening(Instant time) {
        var today = time.atZone(zone).toLocalDate();
        for (int day = 0; day <= HORIZON_DAYS; day++) {
            for (var span : spans(today.plusDays(day))) {
                if (span.start().isAfter(time)) {
                    return span.start();
                }
            }
        }
        return null;
    }

    /** Intervals that touch, such as those of two whole days, are one. */
    private @Nullable Instant nextClosing(Instant time) {
        var today = time.atZone(zone).toLocalDate();
        var end = time;
        for (int day = 0; day <= HORIZON_DAYS; day++) {
            for (var span : spans(today.plusDays(day))) {
                if (span.start().isAfter(end)) {
                    return end;
                }
                end = span.end().isAfter(end) ? span.end() : end;
            }
        }
        return end.isBefore(moment(today.plusDays(HORIZON_DAYS), 0)) ? end : null;
    }

    private List<Span> spans(LocalDate day) {
        return intervals(day).stream()
                .map(interval -> new Span(moment(day, interval.from()), moment(day, interval.to())))
                .filter(span -> span.start().isBefore(span.end()))
                .toList();
    }

    private List<Interval> intervals(LocalDate day) {
        var exception = exceptions.get(day);
        if (exception != null) {
            return exception;
        }
        return weekly == null ? List.of(Interval.WHOLE_DAY) : weekly.getOrDefault(day.getDayOfWeek(), List.of());
    }

    private Instant moment(LocalDate day, int minute) {
        var local = day.atStartOfDay().plusMinutes(minute);
        var change = zone.getRules().getTransition(local);
        if (change == null) {
            return local.toInstant(zone.getRules().getOffset(local));
        }
        return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
    }
}
