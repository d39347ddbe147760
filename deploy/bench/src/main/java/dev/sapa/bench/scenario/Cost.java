package dev.sapa.bench.scenario;

import dev.sapa.bench.load.ClosedLoop;
import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import dev.sapa.bench.subject.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** What a message costs each process, which a machine that does something else meanwhile hardly changes. */
final class Cost implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TOTAL = "all";
    private static final String RATE = "messages per second, whatever the machine had left";

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public String summary() {
        return "processor time per message of each process: --window 4 (under way) --messages 6000 --warm 20000 --conversations 1000";
    }

    @Override
    public Report run(Bench bench) {
        var options = bench.options();
        var window = options.number("window", 4, 4);
        var messages = options.number("messages", 6000, 1000);
        var seed = options.number("seed", 1, 1);
        var conversations = options.number("conversations", 1000, 100);
        var gateways = options.number("gateways", 1, 1);
        var arena = Arena.open(bench, conversations, options.number("agents", 100, 10), gateways);
        for (var contender : arena.contenders()) {
            fire(
                    bench,
                    contender,
                    window,
                    options.number("warm", 20_000, 1000),
                    seed,
                    contender.subject() + ", warming up");
        }
        var rounds = new ArrayList<Round>();
        for (var number = 1; number <= options.number("rounds", 5, 2); number++) {
            for (var contender : arena.order(number)) {
                bench.servers().settle(contender.database());
                var name = contender.subject() + ", round " + number;
                var round = Round.of(
                        contender.subject(), number, fire(bench, contender, window, messages, seed + number, name));
                bench.console().say("  " + name + ": " + told(round));
                rounds.add(round);
            }
        }
        var measures = new ArrayList<Measure>();
        measures.add(Measure.told(TOTAL, "µs"));
        rounds.stream()
                .flatMap(round -> round.figures().keySet().stream())
                .distinct()
                .filter(name -> !name.equals(TOTAL) && !name.equals(RATE))
                .sorted()
                .forEach(name -> measures.add(Measure.told(name, "µs")));
        measures.add(Measure.told(RATE, ""));
        return bench.report(
                "Processor time per message, %d under way, %d conversations, %d messages a round"
                        .formatted(window, conversations, messages),
                measures,
                rounds,
                List.of(
                        "Closed loop: the next message is sent when one is acknowledged. User and system time of each"
                                + " process with its children; what compilers used is said apart and is in the process's own.",
                        "Time that passes costs too (polls, heartbeats): on a busy machine a little of it is in each message."));
    }

    private static Map<String, Double> fire(
            Bench bench, Contender contender, int window, int messages, long seed, String name) {
        var tag = "b" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36) + "x";
        var before = Usage.of(contender.pids().get());
        var result = new ClosedLoop(window, PATIENCE, bench.console().progress(name))
                .run(bench.loop(), contender.chat(), messages, seed, tag);
        var used = Usage.of(contender.pids().get()).since(before);
        if (!result.whole() || contender.kept(tag) < result.acked()) {
            throw new IllegalStateException(name + ": not every message was kept and shown once, " + result);
        }
        var figures = new TreeMap<String, Double>();
        used.forEach((process, time) -> figures.put(process, time.toNanos() / 1000.0 / messages));
        figures.put(
                TOTAL,
                used.entrySet().stream()
                                .filter(entry -> !Usage.isPart(entry.getKey()))
                                .mapToLong(entry -> entry.getValue().toNanos())
                                .sum()
                        / 1000.0
                        / messages);
        figures.put(RATE, result.rate());
        return figures;
    }

    private static String told(Round round) {
        var text = new StringBuilder();
        round.figures().forEach((name, value) -> text.append(name.equals(RATE) ? "rate" : name)
                .append(" %.0f, ".formatted(value)));
        return text.substring(0, text.length() - 2);
    }
}
