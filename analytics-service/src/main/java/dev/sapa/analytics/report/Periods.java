package dev.sapa.analytics.report;

import dev.sapa.analytics.rollup.Calendar;
import dev.sapa.analytics.rollup.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The periods of a range, in order, each with where it begins and what it is called. A day that has 23 or 25 hours
 * because clocks change is one day; several periods may have one name.
 *
 * @param labels for each period the place of its name
 * @param names  each once
 */
record Periods(List<Instant> boundaries, List<Integer> labels, List<String> names) {

    private static final List<String> HOURS =
            IntStream.range(0, 24).mapToObj("%02d"::formatted).toList();

    static final Periods NONE = new Periods(List.of(), List.of(), List.of());

    /** How long a period is. */
    enum Length {
        /** The hour of the day, {@code 00} to {@code 23}: the same hour of all days has one name. */
        HOUR,
        DAY,
        /** From Monday; named after it, also when the range begins later in that week. */
        WEEK,
        MONTH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Periods of(DayRange range, Length length) {
        return length == Length.HOUR ? hours(range) : days(range, length);
    }

    private static Periods days(DayRange range, Length length) {
        var boundaries = new ArrayList<Instant>();
        var names = new ArrayList<String>();
        for (var day = range.from(); !day.isAfter(range.to()); day = next(day, length)) {
            boundaries.add(day.atStartOfDay(range.zone()).toInstant());
            names.add(name(day, length));
        }
        return named(boundaries, names);
    }

    private static Periods named(List<Instant> boundaries, List<String> names) {
        var distinct = names.stream().distinct().toList();
        var places = new HashMap<String, Integer>();
        distinct.forEach(name -> places.put(name, places.size()));
        return new Periods(boundaries, names.stream().map(places::get).toList(), distinct);
    }

    private static LocalDate next(LocalDate day, Length length) {
        return switch (length) {
            case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
            default -> day.plusDays(1);
        };
    }

    private static String name(LocalDate day, Length length) {
        return switch (length) {
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString();
            case MONTH -> YearMonth.from(day).toString();
            default -> day.toString();
        };
    }

    private static Periods hours(DayRange range) {
        var boundaries = new ArrayList<Instant>();
        var names = new ArrayList<String>();
        var calendar = new Calendar(range.zone());
        var end = range.end();
        for (var hour = range.start(); hour.isBefore(end); hour = calendar.next(Span.HOUR, hour)) {
            boundaries.add(hour);
            names.add(HOURS.get(ZonedDateTime.ofInstant(hour, range.zone()).getHour()));
        }
        return named(boundaries, names);
    }
}
