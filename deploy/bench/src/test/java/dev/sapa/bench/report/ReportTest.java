package dev.sapa.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Measure P99 = Measure.atMost("p99", "ms", 15);
    private static final Measure RATE = Measure.atLeast("rate", "", 1000);

    @Test
    void medians_and_ratios_are_of_the_good_rounds() {
        var report = report(
                round("sapa", 1, 10, 1500),
                round("sapa", 2, 30, 900),
                round("sapa", 3, 12, 1200),
                flawed("sapa", 4, 500),
                round("peer", 1, 4, 3000),
                round("peer", 2, 8, 2000));

        assertThat(report.spread("sapa", P99)).isEqualTo(new Spread(12, 10, 30, 3));
        assertThat(report.spread("peer", P99).median()).isEqualTo(6);
        assertThat(report.ratio("peer", "p99")).isEqualTo(2);
        assertThat(report.misses()).isEmpty();
    }

    @Test
    void a_missed_target_is_named_and_so_is_one_that_no_good_round_speaks_of() {
        assertThat(report(round("sapa", 1, 16, 1001)).misses())
                .singleElement()
                .asString()
                .contains("p99 [ms] is 16");
        assertThat(report(flawed("sapa", 1, 5)).misses()).hasSize(2);
    }

    @Test
    void the_table_shows_medians_ranges_ratios_and_verdicts() {
        var table = Archive.table(report(
                round("peer", 1, 4, 1), round("sapa", 1, 10, 999), round("sapa", 2, 20, 999), flawed("sapa", 3, 5)));

        assertThat(table)
                .containsPattern("median \\(range\\) +sapa +peer +/ peer +target")
                .containsPattern("p99 \\[ms\\] +15 \\(10–20\\) +4 +3\\.75 +≤ 15 {2}met")
                .containsPattern("rate +999 \\(999–999\\) +1 +999 +≥ 1,000 {2}MISSED")
                .contains("void: sapa, round 3: the generator lagged");
    }

    @Test
    void the_page_needs_nothing_else_and_escapes_what_it_shows(@TempDir Path directory) throws Exception {
        var page = new Archive(directory).keep(report(round("sapa", 1, 10, 2000)), "p1");

        var html = Files.readString(page);
        assertThat(html).contains("<svg", "a &lt; b").doesNotContain("http", "<script", "<link", "src=");
        var json = new ObjectMapper().readTree(directory.resolve("p1.json").toFile());
        assertThat(json.at("/measures/0/sapa/median").asDouble()).isEqualTo(10);
        assertThat(json.at("/rounds/0/seconds/0/count").asLong()).isEqualTo(2);
    }

    private static Report report(Round... rounds) {
        return new Report(
                "p1",
                "a < b",
                "./deploy/bench/run p1",
                Map.of("machine", "2 cores"),
                List.of(P99, RATE),
                List.of(rounds),
                List.of());
    }

    private static Round round(String subject, int number, double p99, double rate) {
        var latency = new Histogram(3);
        latency.recordValue(1_000_000);
        latency.recordValue(9_000_000);
        return new Round(subject, number, Map.of("p99", p99, "rate", rate), latency, List.of(latency), List.of());
    }

    private static Round flawed(String subject, int number, double p99) {
        return new Round(subject, number, Map.of("p99", p99), null, List.of(), List.of("the generator lagged"));
    }
}
