package dev.sapa.bench.scenario;

import dev.sapa.bench.load.Generator.Bounds;
import dev.sapa.bench.load.Schedule;
import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The guard of every test run: two minutes of load beside the peer, with bars wide enough that only a real step back
 * misses them. Both subjects suffer alike from whatever else the machine does, so the bars are ratios; and of a suite
 * that has just started, processor time says more than latency.
 */
final class Smoke implements Scenario {

    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration LENGTH = Duration.ofSeconds(8);
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CONVERSATIONS = 200;
    private static final int AGENTS = 20;

    /** What services that started a minute ago carry while they are still being compiled. */
    private static final int RATE = 100;

    private static final int HIGH_RATE = 400;
    /** Seen were 12 to 62, a minute after the start; only what hangs comes near this. */
    private static final double MOST_P50 = 150;

    /** Seen were 3.5 to 5.5. */
    private static final double MOST_COST = 9;

    private static final String AT_HIGH_RATE = " at " + HIGH_RATE + "/s";

    /** A generator on a machine that tests at the same time is late now and then; that is in the figures of both. */
    private static final Bounds WIDE = new Bounds(0.6, Duration.ofMillis(250));

    @Override
    public String name() {
        return "smoke";
    }

    @Override
    public String summary() {
        return "two minutes, fails when the suite falls far behind the peer or loses a message";
    }

    @Override
    public Report run(Bench bench) {
        var seed = bench.options().number("seed", 1, 1);
        var arena = Arena.open(bench, CONVERSATIONS, AGENTS, 1, List.of(Arena.PEER));
        var warmth = Schedule.poisson(RATE, FIRST_WARM_UP, CONVERSATIONS, seed);
        for (var contender : arena.contenders()) {
            new Salvo(bench, Duration.ZERO, PATIENCE, WIDE)
                    .fire(contender, warmth, contender.subject() + ", warming up");
        }
        var rounds = new ArrayList<Round>();
        for (var number = 1; number <= bench.options().number("rounds", 3, 3); number++) {
            var schedule = Schedule.poisson(RATE, WARM_UP.plus(LENGTH), CONVERSATIONS, seed + number);
            var high = Schedule.poisson(HIGH_RATE, WARM_UP.plusSeconds(2), CONVERSATIONS, seed + number);
            for (var contender : arena.order(number)) {
                var salvo = new Salvo(bench, WARM_UP, PATIENCE, WIDE);
                var name = contender.subject() + ", round " + number;
                var steady = salvo.fire(contender, schedule, name);
                var pressed = salvo.fire(contender, high, name + AT_HIGH_RATE);
                var round = steady.round(contender.subject(), number);
                round.figures().put(Salvo.P99 + AT_HIGH_RATE, pressed.p99());
                round.figures().put(Salvo.COST + AT_HIGH_RATE, pressed.figures().getOrDefault(Salvo.COST, Double.NaN));
                for (var count : List.of(Salvo.LOST, Salvo.DOUBLED, Salvo.REFUSED)) {
                    round.figures().merge(count, pressed.figures().getOrDefault(count, 0.0), Double::sum);
                }
                bench.console()
                        .say("  round " + number + ", " + contender.subject() + ": p50 "
                                + Latency.shown(round, Salvo.P50) + ", p99 " + Latency.shown(round, Salvo.P99) + ", p99"
                                + AT_HIGH_RATE + " " + Latency.shown(round, Salvo.P99 + AT_HIGH_RATE));
                rounds.add(round);
            }
        }
        var measures = new ArrayList<Measure>();
        measures.add(Measure.told(Salvo.P50, "ms"));
        measures.add(Measure.told(Salvo.P99, "ms"));
        measures.add(Measure.told(Salvo.P99 + AT_HIGH_RATE, "ms"));
        bar(rounds, measures, Salvo.P50, MOST_P50);
        bar(rounds, measures, Salvo.COST + AT_HIGH_RATE, MOST_COST);
        measures.addAll(Salvo.USUAL);
        return bench.report(
                "Smoke: %d messages/s, then %d, %d conversations, beside the peer"
                        .formatted(RATE, HIGH_RATE, CONVERSATIONS),
                measures,
                rounds,
                List.of("The targets are bars against a step back, not promises; those are in the other scenarios."));
    }

    @Override
    public boolean passes(Report report) {
        return report.misses().isEmpty();
    }

    private static void bar(List<Round> rounds, List<Measure> measures, String figure, double most) {
        Salvo.compare(rounds, figure, Arena.PEER);
        measures.add(Measure.atMost(Salvo.multiple(figure), "", most));
    }
}
