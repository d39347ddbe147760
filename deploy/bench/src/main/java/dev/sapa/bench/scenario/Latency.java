package dev.sapa.bench.scenario;

import dev.sapa.bench.load.Generator.Bounds;
import dev.sapa.bench.load.Schedule;
import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** P1: how long until the other side has it, at a fixed rate. */
final class Latency implements Scenario {

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final double ONE_GATEWAY_P50 = 4;
    private static final double ONE_GATEWAY_P99 = 15;
    private static final double TWO_GATEWAYS_P99 = 25;
    private static final double MOST_OF_PEER = 2;

    @Override
    public String name() {
        return "p1";
    }

    @Override
    public String summary() {
        return "latency at a fixed rate: --rate 500 --conversations 1000 --agents 100 --seconds 60 --warm 90 (seconds) --gateways 1";
    }

    @Override
    public Report run(Bench bench) {
        var options = bench.options();
        var rate = options.number("rate", 500, 200);
        var gateways = options.number("gateways", 1, 1);
        var length = Duration.ofSeconds(options.number("seconds", 60, 10));
        var seed = options.number("seed", 1, 1);
        var conversations = options.number("conversations", 1000, 100);
        var arena = Arena.open(bench, conversations, options.number("agents", 100, 10), gateways);
        var first = new Salvo(bench, Duration.ZERO, PATIENCE, Bounds.COARSE);
        var warmth = Schedule.poisson(rate, Duration.ofSeconds(options.number("warm", 90, 5)), conversations, seed);
        for (var contender : arena.contenders()) {
            first.fire(contender, warmth, contender.subject() + ", warming up");
        }
        var rounds = new ArrayList<Round>();
        for (var number = 1; number <= options.number("rounds", 5, 2); number++) {
            var schedule = Schedule.poisson(rate, WARM_UP.plus(length), conversations, seed + number);
            for (var contender : arena.order(number)) {
                bench.servers().settle(contender.database());
                var salvo = new Salvo(bench, WARM_UP, PATIENCE, Bounds.FINE);
                var round = salvo.fire(contender, schedule, contender.subject() + ", round " + number)
                        .round(contender.subject(), number);
                bench.console()
                        .say("  round " + number + ", " + contender.subject() + ": p50 "
                                + shown(round, Salvo.P50) + ", p99 " + shown(round, Salvo.P99)
                                + (round.isVoid() ? ", void: " + String.join("; ", round.flaws()) : ""));
                rounds.add(round);
            }
        }
        var measures = new ArrayList<Measure>();
        measures.add(gateways > 1 ? Measure.told(Salvo.P50, "ms") : Measure.atMost(Salvo.P50, "ms", ONE_GATEWAY_P50));
        measures.add(Measure.atMost(Salvo.P99, "ms", gateways > 1 ? TWO_GATEWAYS_P99 : ONE_GATEWAY_P99));
        if (options.peers() && gateways == 1) {
            Salvo.compare(rounds, Salvo.P50, Arena.PEER);
            Salvo.compare(rounds, Salvo.P99, Arena.PEER);
            measures.add(Measure.atMost(Salvo.multiple(Salvo.P50), "", MOST_OF_PEER));
            measures.add(Measure.atMost(Salvo.multiple(Salvo.P99), "", MOST_OF_PEER));
        }
        measures.addAll(Salvo.USUAL);
        var title =
                "From send to the other side's socket, committed first: %d messages/s of 300 bytes, %d conversations, %d gateway(s), %d s a round"
                        .formatted(rate, conversations, gateways, length.toSeconds());
        return bench.report(title, measures, rounds, notes(seed));
    }

    static List<String> notes(int seed) {
        return List.of(
                "Open loop: Poisson arrivals with seed " + seed + " plus the round's number, the same for all; latency"
                        + " from the intended time. Visitors send, agents' sockets receive.",
                "Peer: one Node process, socket.io over WebSocket only, one INSERT for each message before it is shown"
                        + " and acknowledged, or 2 ms batches. All subjects stay up during all rounds; those not loaded idle.");
    }

    static String shown(Round round, String figure) {
        return "%.1f ms".formatted(round.figures().getOrDefault(figure, Double.NaN));
    }
}
