package dev.sapa.bench.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one subject did in one round.
 *
 * @param subject {@code sapa}, or a peer's name
 * @param number from 1
 * @param figures by the measure's name; a measure may be absent
 * @param latency in nanoseconds; null where no latency was measured
 * @param seconds of the same, one for each second of the round
 * @param flaws why the round is void; empty for a good one
 */
public record Round(
        String subject,
        int number,
        Map<String, Double> figures,
        @Nullable Histogram latency,
        List<Histogram> seconds,
        List<String> flaws) {

    /** A round without latencies. */
    public static Round of(String subject, int number, Map<String, Double> figures) {
        return new Round(subject, number, new TreeMap<>(figures), null, List.of(), List.of());
    }

    public boolean isVoid() {
        return !flaws.isEmpty();
    }
}
