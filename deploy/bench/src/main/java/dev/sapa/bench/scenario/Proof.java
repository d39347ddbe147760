package dev.sapa.bench.scenario;

import dev.sapa.bench.load.Generator.Bounds;
import dev.sapa.bench.load.Schedule;
import dev.sapa.bench.load.Volley;
import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import dev.sapa.bench.subject.EchoChat;
import dev.sapa.bench.subject.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The generator against a bare echo server: what it adds to every figure of the others. */
final class Proof implements Scenario {

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String ECHO = "echo";
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public String name() {
        return "proof";
    }

    @Override
    public String summary() {
        return "the generator itself against a bare echo server: --rate 500 --sockets 1000 --seconds 20";
    }

    @Override
    public Report run(Bench bench) {
        var options = bench.options();
        var rate = options.number("rate", 500, 500);
        var sockets = options.number("sockets", 1000, 200);
        var length = Duration.ofSeconds(options.number("seconds", 20, 5));
        var echo = bench.own(Peer.start("echo.js", bench.directory(), Map.of()));
        var chat = bench.own(EchoChat.open(
                bench.loop(), echo.plainSocket(), sockets, bench.console().progress(ECHO)));
        var rounds = new ArrayList<Round>();
        for (var number = 1; number <= options.number("rounds", 3, 2); number++) {
            var schedule = Schedule.poisson(rate, WARM_UP.plus(length), sockets, number);
            var volley =
                    new Volley(WARM_UP, PATIENCE, Bounds.FINE, bench.console().progress("round " + number));
            var outcome = volley.fire(bench.loop(), chat, schedule);
            var figures = new TreeMap<String, Double>();
            for (var percentile :
                    Map.of("p50", 50.0, "p99", 99.0, "p99.9", 99.9).entrySet()) {
                figures.put(
                        percentile.getKey(),
                        outcome.delivery().getValueAtPercentile(percentile.getValue()) / NANOS_PER_MILLI);
            }
            figures.put("not answered", (double) outcome.unanswered());
            figures.put("generator: share of processors", outcome.generator().cpuShare() * 100);
            figures.put("generator: loop lag p99", outcome.generator().lagP99Millis());
            figures.put("generator: send lateness p99", outcome.generator().latenessP99Millis());
            rounds.add(new Round(
                    ECHO,
                    number,
                    figures,
                    outcome.delivery(),
                    outcome.seconds(),
                    outcome.generator().flaws()));
        }
        var measures = List.of(
                Measure.told("p50", "ms"),
                Measure.told("p99", "ms"),
                Measure.told("p99.9", "ms"),
                Measure.told("not answered", ""),
                Measure.told("generator: share of processors", "%"),
                Measure.told("generator: loop lag p99", "ms"),
                Measure.told("generator: send lateness p99", "ms"));
        return bench.report(
                "There and back at a bare echo server, %d messages/s over %d sockets".formatted(rate, sockets),
                measures,
                rounds,
                List.of("What the generator and the network of the machine add to every latency measured with it."));
    }
}
