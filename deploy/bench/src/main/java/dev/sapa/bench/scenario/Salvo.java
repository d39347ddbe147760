package dev.sapa.bench.scenario;

import dev.sapa.bench.load.Generator.Bounds;
import dev.sapa.bench.load.Outcome;
import dev.sapa.bench.load.Schedule;
import dev.sapa.bench.load.Volley;
import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import dev.sapa.bench.subject.Proc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** One run of load against one contender, with what its processes used and what its database kept. */
final class Salvo {

    static final String P50 = "p50";
    static final String P99 = "p99";
    static final String COST = "processor time per message, servers included";
    static final String LOST = "lost";
    static final String DOUBLED = "doubled";
    static final String REFUSED = "refused or unanswered";

    /** What every run of load tells besides its own targets. */
    static final List<Measure> USUAL = List.of(
            Measure.told("p90", "ms"),
            Measure.told("p99.9", "ms"),
            Measure.told("longest", "ms"),
            Measure.told("ack p50", "ms"),
            Measure.told("ack p99", "ms"),
            Measure.told("messages", ""),
            Measure.atMost(LOST, "", 0),
            Measure.atMost(DOUBLED, "", 0),
            Measure.atMost(REFUSED, "", 0),
            Measure.told(COST, "µs"),
            Measure.told("generator: share of processors", "%"),
            Measure.told("generator: loop lag p99", "ms"),
            Measure.told("generator: send lateness p99", "ms"));

    private static final double NANOS_PER_MILLI = 1e6;

    private final Bench bench;
    private final Duration warmUp;
    private final Duration patience;
    private final Bounds bounds;

    Salvo(Bench bench, Duration warmUp, Duration patience, Bounds bounds) {
        this.bench = bench;
        this.warmUp = warmUp;
        this.patience = patience;
        this.bounds = bounds;
    }

    /**
     * What came of it.
     *
     * @param flaws why it does not count
     */
    record Result(Outcome outcome, Map<String, Double> figures, List<String> flaws) {

        Round round(String subject, int number) {
            return new Round(subject, number, figures, outcome.delivery(), outcome.seconds(), flaws);
        }

        /** Nothing lost, nothing doubled, nothing refused, and all of it in the database. */
        boolean isWhole() {
            return outcome.isWhole() && figures.getOrDefault(LOST, 0.0) == 0;
        }

        double p99() {
            return figures.getOrDefault(P99, Double.MAX_VALUE);
        }
    }

    Result fire(Contender contender, Schedule schedule, String name) {
        var tag = "b" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36) + "x";
        var volley = new Volley(warmUp, patience, bounds, bench.console().progress(name));
        var cpu = Proc.cpu(contender.pids().get().values());
        var lostBefore = contender.chat().lostSockets();
        var outcome = volley.fire(bench.loop(), contender.chat(), schedule, tag);
        var used = Proc.cpu(contender.pids().get().values()).minus(cpu);
        var flaws = new ArrayList<>(outcome.generator().flaws());
        var cut = contender.chat().lostSockets() - lostBefore;
        if (cut > 0) {
            flaws.add(cut + " sockets were closed by " + contender.subject());
        }
        var missing = Math.max(0, outcome.acked() - contender.kept(tag));
        return new Result(outcome, figures(outcome, used, missing), List.copyOf(flaws));
    }

    /** Adds to each of the suite's rounds how its figure compares with the peer's of the same round. */
    static void compare(List<Round> rounds, String figure, String peer) {
        for (var own : rounds) {
            for (var other : rounds) {
                if (own.subject().equals(Report.SAPA)
                        && other.subject().equals(peer)
                        && own.number() == other.number()) {
                    var value = other.figures().getOrDefault(figure, Double.NaN);
                    own.figures().put(multiple(figure), own.figures().getOrDefault(figure, Double.NaN) / value);
                }
            }
        }
    }

    /** The name of a compared figure. */
    static String multiple(String figure) {
        return figure + ", multiple of the peer's";
    }

    private static Map<String, Double> figures(Outcome outcome, Duration used, long missing) {
        var figures = new TreeMap<String, Double>();
        figures.put(P50, outcome.delivery().getValueAtPercentile(50) / NANOS_PER_MILLI);
        figures.put("p90", outcome.delivery().getValueAtPercentile(90) / NANOS_PER_MILLI);
        figures.put(P99, outcome.delivery().getValueAtPercentile(99) / NANOS_PER_MILLI);
        figures.put("p99.9", outcome.delivery().getValueAtPercentile(99.9) / NANOS_PER_MILLI);
        figures.put("longest", outcome.delivery().getMaxValue() / NANOS_PER_MILLI);
        figures.put("ack p50", outcome.answer().getValueAtPercentile(50) / NANOS_PER_MILLI);
        figures.put("ack p99", outcome.answer().getValueAtPercentile(99) / NANOS_PER_MILLI);
        figures.put("messages", (double) outcome.sent());
        figures.put(LOST, (double) Math.max(outcome.lost(), missing));
        figures.put(DOUBLED, (double) outcome.doubled());
        figures.put(REFUSED, (double) outcome.refused() + outcome.unanswered());
        figures.put(COST, used.toNanos() / 1000.0 / Math.max(1, outcome.sent()));
        figures.put("generator: share of processors", outcome.generator().cpuShare() * 100);
        figures.put("generator: loop lag p99", outcome.generator().lagP99Millis());
        figures.put("generator: send lateness p99", outcome.generator().latenessP99Millis());
        return figures;
    }
}
