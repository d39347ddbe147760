package dev.sapa.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sapa.analytics.report.Periods.Length;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodsTest {

    private static final Instant NOW = Instant.parse("2026-04-01T20:30:00Z");

    @Test
    void a_day_on_which_clocks_go_forward_has_23_hours() {
        var days = Periods.of(range("2026-03-28", "2026-03-30", "Europe/Berlin"), Length.DAY);

        assertThat(days.names()).containsExactly("2026-03-28", "2026-03-29", "2026-03-30");
        assertThat(Duration.between(days.boundaries().get(1), days.boundaries().get(2)))
                .isEqualTo(Duration.ofHours(23));
    }

    @Test
    void the_hour_that_comes_twice_has_one_name() {
        var hours = Periods.of(range("2026-10-25", "2026-10-25", "Europe/Berlin"), Length.HOUR);

        assertThat(hours.names()).hasSize(24);
        assertThat(hours.labels()).hasSize(25);
        assertThat(hours.labels().stream()
                        .filter(label -> label == hours.names().indexOf("02")))
                .hasSize(2);
    }

    @Test
    void a_week_is_named_after_its_monday_and_begins_with_the_range() {
        var weeks = Periods.of(range("2026-01-01", "2026-01-12", "Asia/Jakarta"), Length.WEEK);

        assertThat(weeks.names()).containsExactly("2025-12-29", "2026-01-05", "2026-01-12");
        assertThat(weeks.boundaries().get(0)).isEqualTo("2025-12-31T17:00:00Z");
    }

    @Test
    void months_are_as_long_as_they_are() {
        var months = Periods.of(range("2026-01-15", "2026-03-02", "Asia/Kolkata"), Length.MONTH);

        assertThat(months.names()).containsExactly("2026-01", "2026-02", "2026-03");
        assertThat(months.boundaries().get(1)).isEqualTo("2026-01-31T18:30:00Z");
    }

    @Test
    void without_days_the_last_thirty_of_the_companys_zone_are_meant() {
        var range = DayRange.of(null, null, null, ZoneId.of("Asia/Jakarta"), NOW);

        assertThat(range.to()).isEqualTo("2026-04-02");
        assertThat(range.from()).isEqualTo("2026-03-04");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-01, 2026-01-31, UTC",
        "2026-02-30, 2026-03-01, UTC",
        "0001-01-01, 2026-01-31, UTC",
        "yesterday,  2026-01-31, UTC",
        "2026-01-01, 2026-01-31, Mars/Olympus"
    })
    void what_is_no_range_is_refused(String from, String to, String zone) {
        assertThatThrownBy(() -> DayRange.of(from, to, zone, ZoneOffset.UTC, NOW))
                .isInstanceOf(HttpProblem.class);
    }

    private static DayRange range(String from, String to, String zone) {
        return DayRange.of(from, to, zone, ZoneOffset.UTC, NOW);
    }
}
