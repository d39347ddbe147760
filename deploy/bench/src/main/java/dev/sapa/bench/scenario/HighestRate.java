package dev.sapa.bench.scenario;

import dev.sapa.bench.load.Generator.Bounds;
import dev.sapa.bench.load.Schedule;
import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import dev.sapa.bench.subject.Servers;
import dev.sapa.local.server.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** P2: the highest rate at which every message is kept, shown once, and 99 of 100 within 100 ms; found by steps. */
final class HighestRate implements Scenario {

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CATCH_UP_SECONDS = 30;
    private static final Duration CATCH_UP = Duration.ofSeconds(CATCH_UP_SECONDS);
    private static final double P99_BOUND = 100;
    private static final int MOST_STEPS = 60;
    private static final String RATE = "highest durable rate";
    private static final String CAUGHT_UP = "consumers caught up after";

    /** Conversations whose latest version analytics has not applied, and events not yet known to be in Kafka. */
    private static final String BEHIND = """
            select (select count(*) from chat.outbox)
                 + (select count(*) from chat.conversation kept
                     left join analytics.conversation seen on seen.conversation_id = kept.id
                     where seen.version is distinct from kept.version and kept.last_seq > 0)
            """;

    @Override
    public String name() {
        return "p2";
    }

    @Override
    public String summary() {
        return "highest durable rate: --rate 1000 (to begin with) --step 250 --seconds 15 --conversations 1000 --agents 100";
    }

    @Override
    public Report run(Bench bench) {
        var options = bench.options();
        var conversations = options.number("conversations", 1000, 200);
        var gateways = options.number("gateways", 1, 1);
        var arena = Arena.open(bench, conversations, options.number("agents", 100, 20), gateways);
        var begin = new HashMap<String, Integer>();
        var rounds = new ArrayList<Round>();
        for (var number = 1; number <= options.number("rounds", 5, 1); number++) {
            for (var contender : arena.order(number)) {
                var search = new Search(bench, arena.database(), contender, number);
                var found = search.from(begin.getOrDefault(contender.subject(), options.number("rate", 1000, 500)));
                bench.console()
                        .say("  round " + number + ", " + contender.subject() + ": "
                                + (found == null ? "none" : (int) rate(found) + " messages/s"));
                if (found != null) {
                    rounds.add(found);
                    begin.put(contender.subject(), Math.max(1, (int) rate(found) - 3 * step(bench)));
                }
            }
        }
        var measures = new ArrayList<Measure>();
        measures.add(Measure.atLeast(RATE, "messages/s", 3000));
        measures.add(Measure.atMost(CAUGHT_UP, "s", CATCH_UP_SECONDS));
        measures.add(Measure.atMost(Salvo.P99, "ms", P99_BOUND));
        measures.add(Measure.told(Salvo.P50, "ms"));
        measures.addAll(Salvo.USUAL);
        var notes = new ArrayList<>(Latency.notes(options.number("seed", 1, 1)));
        notes.add("Steps of " + step(bench) + " messages/s until one fails twice: p99 above 100 ms, or a message lost,"
                + " doubled, refused or unanswered. The other figures are those of the highest step that held.");
        notes.add(
                "Caught up: the outbox is empty and analytics-service has applied the latest version of each conversation.");
        return bench.report(
                "Highest durable rate with p99 within 100 ms, %d conversations, %d gateway(s)"
                        .formatted(conversations, gateways),
                measures,
                rounds,
                notes);
    }

    private static double rate(Round round) {
        return round.figures().getOrDefault(RATE, 0.0);
    }

    private static int step(Bench bench) {
        return bench.options().number("step", 250, 500);
    }

    /** The steps of one contender in one round. */
    private record Search(Bench bench, Database suiteDatabase, Contender contender, int number) {

        /** The round of the highest rate that held; null when not even the lowest did. */
        @Nullable
        Round from(int first) {
            Round best = null;
            for (int rate = first, steps = 0; steps < MOST_STEPS; rate += step(bench), steps++) {
                var held = attempt(rate);
                if (held == null) {
                    held = attempt(rate);
                }
                if (held == null && best == null && rate > step(bench)) {
                    rate = Math.max(0, rate - 3 * step(bench));
                    continue;
                }
                if (held == null) {
                    return best;
                }
                best = held;
            }
            return best;
        }

        private @Nullable Round attempt(int rate) {
            var options = bench.options();
            var length = WARM_UP.plusSeconds(options.number("seconds", 15, 8));
            var seed = options.number("seed", 1, 1) + number;
            var schedule = Schedule.poisson(rate, length, contender.chat().conversations(), seed);
            var salvo = new Salvo(bench, WARM_UP, PATIENCE, Bounds.COARSE);
            var result = salvo.fire(contender, schedule, contender.subject() + ", " + rate + "/s");
            var caughtUp = contender.subject().equals(Report.SAPA) ? catchUp() : 0;
            bench.console()
                    .say("    %s, %d/s: p50 %.1f ms, p99 %.1f ms, lost %.0f, doubled %.0f, not answered %.0f%s%s"
                            .formatted(
                                    contender.subject(),
                                    rate,
                                    result.figures().get(Salvo.P50),
                                    result.p99(),
                                    result.figures().get(Salvo.LOST),
                                    result.figures().get(Salvo.DOUBLED),
                                    result.figures().get(Salvo.REFUSED),
                                    result.outcome().refusals().isEmpty()
                                            ? ""
                                            : " " + result.outcome().refusals(),
                                    result.flaws().isEmpty() ? "" : "; " + String.join("; ", result.flaws())));
            if (!result.isWhole() || result.p99() > P99_BOUND || caughtUp > CATCH_UP_SECONDS) {
                return null;
            }
            Map<String, Double> figures = new TreeMap<>(result.figures());
            figures.put(RATE, (double) rate);
            figures.put(CAUGHT_UP, caughtUp);
            var outcome = result.outcome();
            return new Round(
                    contender.subject(), number, figures, outcome.delivery(), outcome.seconds(), result.flaws());
        }

        /** Seconds until no consumer is behind; more than the bound when it takes too long. */
        private double catchUp() {
            var began = System.nanoTime();
            var elapsed = Duration.ZERO;
            while (elapsed.compareTo(CATCH_UP) <= 0 && Servers.query(suiteDatabase, BEHIND) > 0) {
                bench.rest(Duration.ofMillis(200), "consumers catch up");
                elapsed = Duration.ofNanos(System.nanoTime() - began);
            }
            return elapsed.toMillis() / 1000.0;
        }
    }
}
