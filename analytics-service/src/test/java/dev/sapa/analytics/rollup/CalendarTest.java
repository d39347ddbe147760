package dev.sapa.analytics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {

    @ParameterizedTest
    @CsvSource({
        "QUARTER, Asia/Kolkata,  2026-01-07T20:00:00Z",
        "HOUR,    Asia/Kolkata,  2026-01-07T19:30:00Z",
        "DAY,     Asia/Kolkata,  2026-01-07T18:30:00Z",
        "WEEK,    Asia/Kolkata,  2026-01-04T18:30:00Z",
        "HOUR,    Europe/Berlin, 2026-01-07T20:00:00Z",
        "DAY,     Europe/Berlin, 2026-01-06T23:00:00Z",
        "WEEK,    UTC,           2026-01-05T00:00:00Z"
    })
    void spans_begin_where_the_clocks_of_the_zone_say(Span span, String zone, Instant beginning) {
        assertThat(Calendar.of(zone).floor(span, Instant.parse("2026-01-07T20:07:31.5Z")))
                .isEqualTo(beginning);
    }

    /** Clocks change in all of them, by half an hour in the last. */
    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Sao_Paulo", "Africa/Cairo", "Australia/Lord_Howe"})
    void spans_follow_each_other_without_gap_or_overlap_all_year(String zone) {
        var calendar = Calendar.of(zone);
        for (var span : Span.values()) {
            var beginning = calendar.floor(span, Instant.parse("2017-12-30T12:00:00Z"));
            while (beginning.isBefore(Instant.parse("2019-01-02T00:00:00Z"))) {
                var next = calendar.next(span, beginning);
                assertThat(Duration.between(beginning, next))
                        .as("%s from %s", span, beginning)
                        .isGreaterThanOrEqualTo(span.shortest());
                assertThat(calendar.floor(span, beginning)).isEqualTo(beginning);
                assertThat(calendar.floor(span, next.minusMillis(1))).isEqualTo(beginning);
                assertThat(calendar.floor(Span.QUARTER, beginning)).isEqualTo(beginning);
                beginning = next;
            }
        }
    }

    @Test
    void the_hour_that_comes_twice_is_two() {
        var calendar = Calendar.of("Europe/Berlin");
        var hours = new ArrayList<Instant>();
        var end = Instant.parse("2026-10-25T23:00:00Z");
        for (var hour = Instant.parse("2026-10-24T22:00:00Z"); hour.isBefore(end); ) {
            hours.add(hour);
            hour = calendar.next(Span.HOUR, hour);
        }

        assertThat(hours).hasSize(25);
        assertThat(calendar.next(Span.DAY, hours.get(0))).isEqualTo(end);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Mars/Olympus", "+05:17"})
    void where_the_zone_is_none_days_are_those_of_utc(@Nullable String zone) {
        assertThat(Calendar.of(zone).floor(Span.DAY, Instant.parse("2026-01-07T20:07:31Z")))
                .isEqualTo("2026-01-07T00:00:00Z");
        assertThat(List.of(Calendar.of(zone), Calendar.of("UTC"))).containsOnly(Calendar.of("UTC"));
    }
}
