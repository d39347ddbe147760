package dev.sapa.routing.hours;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person said about a department's hours; stored as it was said.
 *
 * @param timeZone   IANA zone by whose clock the times are meant, for example {@code Asia/Jakarta}
 * @param weekly     {@code monday} to {@code sunday} with their intervals; a day left out is closed; null: always open
 * @param exceptions dates that differ from their weekday; no intervals means closed
 * @param override   goes before all of it; null when there is none
 * @param closedText what a visitor is told who comes while it is closed; null for the installation's own words
 */
record HoursDetail(
        @NotBlank @Size(max = 60) String timeZone,
        @Nullable @Size(max = 7) Map<String, @NotNull @Size(max = 24) List<@NotNull @Valid Times>> weekly,
        @Nullable @Size(max = 1000) List<@NotNull @Valid DayException> exceptions,
        @Nullable @Valid ByHand override,
        @Nullable @Size(max = 2000) String closedText) {

    /** @param from {@code HH:MM}; {@code to} is later on the same day, at most {@code 24:00} */
    record Times(@NotNull String from, @NotNull String to) {}

    record DayException(
            @NotNull LocalDate date,
            @Nullable @Size(max = 24) List<@NotNull @Valid Times> intervals,
            @Nullable @Size(max = 200) String reason) {}

    /** @param until when it lapses by itself; null for never */
    record ByHand(
            @NotNull Boolean open,
            @Nullable @Size(max = 200) String reason,
            @Nullable Instant until) {}

    static final HoursDetail ALWAYS_OPEN = new HoursDetail("UTC", null, List.of(), null, null);

    /** @throws IllegalArgumentException saying what is wrong, in words a client may see */
    Calendar calendar() {
        var ruling = override == null ? null : new Ruling(override.open(), override.until());
        return new Calendar(zone(), weekdays(), dates(), ruling);
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the time zone is not an IANA zone", e);
        }
    }

    private @Nullable Map<DayOfWeek, List<Interval>> weekdays() {
        if (weekly == null) {
            return null;
        }
        var days = new EnumMap<DayOfWeek, List<Interval>>(DayOfWeek.class);
        weekly.forEach((name, times) -> days.put(weekday(name), intervals(times)));
        return days;
    }

    private static DayOfWeek weekday(String name) {
        for (var day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).equals(name)) {
                return day;
            }
        }
        throw new IllegalArgumentException("weekdays are written monday to sunday");
    }

    private Map<LocalDate, List<Interval>> dates() {
        var dates = new HashMap<LocalDate, List<Interval>>();
        for (var exception : exceptions == null ? List.<DayException>of() : exceptions) {
            var times = exception.intervals() == null ? List.<Times>of() : exception.intervals();
            if (dates.put(exception.date(), intervals(times)) != null) {
                throw new IllegalArgumentException("a date has one exception");
            }
        }
        return dates;
    }

    private static List<Interval> intervals(List<Times> times) {
        var intervals = times.stream()
                .map(one -> Interval.parse(one.from(), one.to()))
                .sorted(Comparator.comparingInt(Interval::from))
                .toList();
        for (int i = 1; i < intervals.size(); i++) {
            if (intervals.get(i).from() < intervals.get(i - 1).to()) {
                throw new IllegalArgumentException("the intervals of a day do not overlap");
            }
        }
        return intervals;
    }
}
