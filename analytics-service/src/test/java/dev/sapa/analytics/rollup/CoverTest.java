package dev.sapa.analytics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.analytics.rollup.Cover.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverTest {

    private static final Calendar KOLKATA = Calendar.of("Asia/Kolkata");

    @Test
    void a_range_of_the_companys_days_is_read_as_months_weeks_and_days() {
        assertThat(Cover.of(List.of(day("2026-01-01")), day("2026-04-01"), View.AGENT, Optional.of(KOLKATA)))
                .containsExactly(new Run(Span.MONTH, day("2026-01-01"), day("2026-04-01")));
        assertThat(Cover.of(List.of(day("2026-01-15")), day("2026-03-03"), View.AGENT, Optional.of(KOLKATA)))
                .containsExactly(
                        new Run(Span.DAY, day("2026-01-15"), day("2026-01-19")),
                        new Run(Span.WEEK, day("2026-01-19"), day("2026-01-26")),
                        new Run(Span.DAY, day("2026-01-26"), day("2026-02-01")),
                        new Run(Span.MONTH, day("2026-02-01"), day("2026-03-01")),
                        new Run(Span.DAY, day("2026-03-01"), day("2026-03-03")));
    }

    @Test
    void days_of_their_own_are_one_run() {
        assertThat(Cover.of(days("2026-01-01", 90), day("2026-04-01"), View.ALL, Optional.of(KOLKATA)))
                .containsExactly(new Run(Span.DAY, day("2026-01-01"), day("2026-04-01")));
    }

    @Test
    void hours_of_their_own_are_one_run_where_hours_are_kept() {
        var hours = new ArrayList<Instant>();
        for (var hour = day("2026-01-01"); hour.isBefore(day("2026-01-03")); hour = hour.plusSeconds(3600)) {
            hours.add(hour);
        }

        assertThat(Cover.of(hours, day("2026-01-03"), View.ALL, Optional.of(KOLKATA)))
                .containsExactly(new Run(Span.HOUR, day("2026-01-01"), day("2026-01-03")));
        assertThat(Cover.of(hours, day("2026-01-03"), View.AGENT, Optional.of(KOLKATA)))
                .containsExactly(new Run(Span.QUARTER, day("2026-01-01"), day("2026-01-03")));
    }

    @Test
    void a_range_of_other_days_has_quarters_at_its_ends() {
        var from = Instant.parse("2026-01-01T00:00:00Z");
        var to = Instant.parse("2026-01-03T00:00:00Z");

        assertThat(Cover.of(List.of(from), to, View.AGENT, Optional.of(KOLKATA)))
                .containsExactly(
                        new Run(Span.QUARTER, from, day("2026-01-02")),
                        new Run(Span.DAY, day("2026-01-02"), day("2026-01-03")),
                        new Run(Span.QUARTER, day("2026-01-03"), to));
    }

    @Test
    void without_a_calendar_there_are_quarters_only() {
        assertThat(Cover.of(days("2026-01-01", 3), day("2026-01-04"), View.ALL, Optional.empty()))
                .containsExactly(new Run(Span.QUARTER, day("2026-01-01"), day("2026-01-04")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "Asia/Kathmandu"})
    void nothing_is_read_twice_or_not_at_all(String zone) {
        var calendar = Calendar.of(zone);
        for (var view : View.values()) {
            var at = day("2026-03-01");
            for (var run : Cover.of(days("2026-03-01", 60), day("2026-04-30"), view, Optional.of(calendar))) {
                assertThat(run.from()).isEqualTo(at);
                assertThat(calendar.floor(run.span(), run.from())).isEqualTo(run.from());
                assertThat(calendar.floor(run.span(), run.to())).isEqualTo(run.to());
                assertThat(view.has(run.span())).isTrue();
                at = run.to();
            }
            assertThat(at).isEqualTo(day("2026-04-30"));
        }
    }

    private static List<Instant> days(String first, int count) {
        return LocalDate.parse(first)
                .datesUntil(LocalDate.parse(first).plusDays(count))
                .map(day -> day(day.toString()))
                .toList();
    }

    private static Instant day(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneId.of("Asia/Kolkata")).toInstant();
    }
}
