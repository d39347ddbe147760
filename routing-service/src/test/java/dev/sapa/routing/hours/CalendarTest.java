package dev.sapa.routing.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalendarTest {

    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
    private static final LocalDate SPRING_FORWARD = LocalDate.of(2026, 3, 29);
    private static final LocalDate FALL_BACK = LocalDate.of(2026, 10, 25);

    @Test
    void a_department_nobody_said_anything_about_is_always_open() {
        assertThat(Calendar.ALWAYS_OPEN.isOpenAt(Instant.now())).isTrue();
        assertThat(Calendar.ALWAYS_OPEN.nextChange(Instant.now())).isNull();
    }

    @Test
    void a_split_shift_is_closed_over_noon_and_open_from_its_first_minute_to_before_its_last() {
        var calendar = weekdays(JAKARTA, "08:00", "12:00", "13:00", "16:00");

        assertThat(calendar.isOpenAt(jakarta("2026-01-05T07:59:59"))).isFalse();
        assertThat(calendar.isOpenAt(jakarta("2026-01-05T08:00"))).isTrue();
        assertThat(calendar.isOpenAt(jakarta("2026-01-05T12:00"))).isFalse();
        assertThat(calendar.isOpenAt(jakarta("2026-01-05T13:30"))).isTrue();
        assertThat(calendar.isOpenAt(jakarta("2026-01-05T16:00"))).isFalse();
        assertThat(calendar.nextChange(jakarta("2026-01-05T09:00"))).isEqualTo(jakarta("2026-01-05T12:00"));
        assertThat(calendar.nextChange(jakarta("2026-01-05T12:30"))).isEqualTo(jakarta("2026-01-05T13:00"));
    }

    @Test
    void after_friday_it_opens_on_monday() {
        var calendar = weekdays(JAKARTA, "08:00", "16:00");

        assertThat(calendar.isOpenAt(jakarta("2026-01-10T10:00"))).isFalse();
        assertThat(calendar.nextChange(jakarta("2026-01-09T17:00"))).isEqualTo(jakarta("2026-01-12T08:00"));
    }

    @Test
    void intervals_that_touch_at_midnight_are_one() {
        var calendar = new Calendar(
                JAKARTA,
                Map.of(
                        DayOfWeek.MONDAY, List.of(Interval.parse("20:00", "24:00")),
                        DayOfWeek.TUESDAY, List.of(Interval.parse("00:00", "04:00"))),
                Map.of(),
                null);

        assertThat(calendar.isOpenAt(jakarta("2026-01-06T00:00"))).isTrue();
        assertThat(calendar.nextChange(jakarta("2026-01-05T21:00"))).isEqualTo(jakarta("2026-01-06T04:00"));
    }

    @Test
    void an_exception_goes_before_its_weekday() {
        var holiday = MONDAY.plusDays(1);
        var halfDay = MONDAY.plusDays(2);
        var weekly = weekdays(JAKARTA, "08:00", "16:00").weekly();
        var calendar = new Calendar(
                JAKARTA, weekly, Map.of(holiday, List.of(), halfDay, List.of(Interval.parse("10:00", "12:00"))), null);

        assertThat(calendar.isOpenAt(jakarta("2026-01-06T10:00"))).isFalse();
        assertThat(calendar.nextChange(jakarta("2026-01-05T17:00"))).isEqualTo(jakarta("2026-01-07T10:00"));
        assertThat(calendar.isOpenAt(jakarta("2026-01-07T12:30"))).isFalse();
    }

    @Test
    void a_holiday_of_a_department_that_is_always_open_begins_and_ends_at_its_midnight() {
        var calendar = new Calendar(JAKARTA, null, Map.of(MONDAY.plusDays(2), List.of()), null);

        assertThat(calendar.nextChange(jakarta("2026-01-05T10:00"))).isEqualTo(jakarta("2026-01-07T00:00"));
        assertThat(calendar.nextChange(jakarta("2026-01-07T10:00"))).isEqualTo(jakarta("2026-01-08T00:00"));
        assertThat(calendar.nextChange(jakarta("2026-01-09T10:00"))).isNull();
    }

    @Test
    void a_persons_word_goes_before_the_calendar_until_it_lapses() {
        var closedUntilTen = ruled(new Ruling(false, jakarta("2026-01-05T10:00")));
        var openUntilEight = ruled(new Ruling(true, jakarta("2026-01-05T20:00")));
        var closedForNow = ruled(new Ruling(false, null));

        assertThat(closedUntilTen.isOpenAt(jakarta("2026-01-05T09:00"))).isFalse();
        assertThat(closedUntilTen.nextChange(jakarta("2026-01-05T09:00"))).isEqualTo(jakarta("2026-01-05T10:00"));
        assertThat(closedUntilTen.isOpenAt(jakarta("2026-01-05T10:00"))).isTrue();
        assertThat(openUntilEight.isOpenAt(jakarta("2026-01-05T18:00"))).isTrue();
        assertThat(openUntilEight.nextChange(jakarta("2026-01-05T18:00"))).isEqualTo(jakarta("2026-01-05T20:00"));
        assertThat(openUntilEight.nextChange(jakarta("2026-01-05T20:00"))).isEqualTo(jakarta("2026-01-06T08:00"));
        assertThat(closedForNow.isOpenAt(jakarta("2026-01-05T10:00"))).isFalse();
        assertThat(closedForNow.nextChange(jakarta("2026-01-05T10:00"))).isNull();
    }

    @Test
    void a_word_that_lapses_into_the_same_state_changes_nothing_then() {
        var closedUntilNight = ruled(new Ruling(false, jakarta("2026-01-05T22:00")));

        assertThat(closedUntilNight.nextChange(jakarta("2026-01-05T10:00"))).isEqualTo(jakarta("2026-01-06T08:00"));
    }

    @Test
    void a_time_that_summer_time_leaves_out_is_the_moment_of_the_change() {
        var calendar = on(SPRING_FORWARD, "02:30", "05:00");
        var change = Instant.parse("2026-03-29T01:00:00Z");

        assertThat(calendar.isOpenAt(change.minusSeconds(1))).isFalse();
        assertThat(calendar.isOpenAt(change)).isTrue();
        assertThat(calendar.nextChange(change)).isEqualTo(Instant.parse("2026-03-29T03:00:00Z"));
    }

    @Test
    void an_interval_that_summer_time_leaves_out_whole_does_not_happen() {
        assertThat(on(SPRING_FORWARD, "02:00", "03:00").nextChange(Instant.parse("2026-03-28T20:00:00Z")))
                .isNull();
    }

    @Test
    void of_an_hour_that_comes_twice_the_first_time_counts() {
        var calendar = on(FALL_BACK, "02:30", "04:00");

        assertThat(calendar.nextChange(Instant.parse("2026-10-25T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(calendar.isOpenAt(Instant.parse("2026-10-25T01:15:00Z"))).isTrue();
        assertThat(calendar.nextChange(Instant.parse("2026-10-25T01:15:00Z")))
                .isEqualTo(Instant.parse("2026-10-25T03:00:00Z"));
    }

    private static Calendar ruled(Ruling ruling) {
        return new Calendar(JAKARTA, weekdays(JAKARTA, "08:00", "16:00").weekly(), Map.of(), ruling);
    }

    private static Calendar on(LocalDate date, String from, String to) {
        return new Calendar(BERLIN, Map.of(), Map.of(date, List.of(Interval.parse(from, to))), null);
    }

    /** Monday to Friday; times in pairs. */
    private static Calendar weekdays(ZoneId zone, String... times) {
        var intervals = Stream.iterate(0, i -> i < times.length, i -> i + 2)
                .map(i -> Interval.parse(times[i], times[i + 1]))
                .toList();
        var days = Stream.of(DayOfWeek.values()).limit(5).collect(Collectors.toMap(day -> day, day -> intervals));
        return new Calendar(zone, days, Map.of(), null);
    }

    private static Instant jakarta(String local) {
        return LocalDateTime.parse(local).atZone(JAKARTA).toInstant();
    }
}
