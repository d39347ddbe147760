package dev.sapa.bench.scenario;

import dev.sapa.bench.report.Archive;
import dev.sapa.local.process.StartFailure;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Started by {@code ./deploy/bench/run} in the checkout's root. Exit code 1: it failed, or a guard's bar was missed. */
final class Main {

    static final List<Scenario> SCENARIOS = List.of(
            new Latency(),
            new HighestRate(),
            new IdleSockets(),
            new Broadcast(),
            new History(),
            new ColdStart(),
            new Assignment(),
            new Drops(),
            new Footprint(),
            new Cost(),
            new Proof(),
            new Smoke());

    private Main() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (Options.Misuse e) {
            out.println(e.getMessage() + "\n\n" + scenarios());
            System.exit(2);
            return;
        }
        var scenario = SCENARIOS.stream()
                .filter(candidate -> candidate.name().equals(options.scenario()))
                .findFirst();
        if (scenario.isEmpty()) {
            out.println("There is no scenario '" + options.scenario() + "'.\n\n" + scenarios());
            System.exit(2);
            return;
        }
        System.exit(run(scenario.get(), options, new Console(out, Boolean.getBoolean("sapa.bench.terminal"))) ? 0 : 1);
    }

    private static boolean run(Scenario scenario, Options options, Console console) {
        var bench = new Bench(options, console);
        Runtime.getRuntime().addShutdownHook(new Thread(bench::close, "stop"));
        try (bench) {
            return measure(scenario, bench, console);
        }
    }

    private static boolean measure(Scenario scenario, Bench bench, Console console) {
        try {
            var report = scenario.run(bench);
            var name = scenario.name() + "-"
                    + LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
            var page = new Archive(Bench.home()).keep(report, name);
            console.say("\n" + report.title() + "\n\n" + Archive.table(report));
            console.say("Kept in " + page + " and beside it as JSON.");
            return scenario.passes(report);
        } catch (StartFailure | IllegalStateException | CompletionException e) {
            if (bench.isClosed()) {
                // A signal: what failed then is no news.
                console.say("Stopped.");
                return false;
            }
            console.say("FAILED: " + e.getMessage());
            for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
                console.say("  because: " + cause);
            }
            return false;
        }
    }

    static String scenarios() {
        var text = new StringBuilder("Scenarios:\n");
        for (var scenario : SCENARIOS) {
            text.append("  %-7s %s%n".formatted(scenario.name(), scenario.summary()));
        }
        return text.toString();
    }
}
