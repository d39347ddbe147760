package dev.sapa.bench.scenario;

import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import dev.sapa.bench.subject.Proc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** P10: what the suite occupies when nobody uses it. */
final class Footprint implements Scenario {

    private static final double GATEWAY_MEGABYTES = 170;
    private static final double SERVICE_MEGABYTES = 200;
    private static final double KILOBYTES = 1024;
    private static final List<String> SERVICES = List.of(
            "gateway", "auth-service", "chat-service", "routing-service", "analytics-service", "salesforce-bridge");

    @Override
    public String name() {
        return "p10";
    }

    @Override
    public String summary() {
        return "memory and processor time of an idle suite: --seconds 60 (idle before it is looked at)";
    }

    @Override
    public Report run(Bench bench) {
        var options = bench.options();
        var idle = Duration.ofSeconds(options.number("seconds", 60, 15));
        var rounds = new ArrayList<Round>();
        for (var number = 1; number <= options.number("rounds", 5, 1); number++) {
            rounds.add(round(bench, number, idle));
        }
        var measures = new ArrayList<Measure>();
        for (var service : SERVICES) {
            measures.add(
                    Measure.atMost(service, "MB", service.equals("gateway") ? GATEWAY_MEGABYTES : SERVICE_MEGABYTES));
        }
        measures.add(Measure.told("all services", "MB"));
        measures.add(Measure.told("Kafka", "MB"));
        measures.add(Measure.told("processor share of services and servers", "%"));
        return bench.report(
                "Resident memory after %d s idle".formatted(idle.toSeconds()),
                measures,
                rounds,
                List.of("Each round is a new start of the suite on the same servers; the processor share is that of the"
                        + " idle time, of all cores."));
    }

    private static Round round(Bench bench, int number, Duration idle) {
        var suite = bench.suite(bench.servers().database("sapa"), "");
        var pids = new ArrayList<>(suite.pids());
        pids.addAll(bench.servers().pids());
        var cpu = Proc.cpu(pids);
        bench.rest(idle, "round " + number + ", idle");
        var used = Proc.cpu(pids).minus(cpu);
        var figures = new TreeMap<String, Double>();
        var sum = 0.0;
        for (var service : SERVICES) {
            var megabytes = Proc.residentKilobytes(suite.member(service).pid()) / KILOBYTES;
            figures.put(service, megabytes);
            sum += megabytes;
        }
        figures.put("all services", sum);
        figures.put("Kafka", Proc.residentKilobytes(bench.servers().kafkaPid()) / KILOBYTES);
        figures.put(
                "processor share of services and servers",
                used.toMillis() * 100.0 / idle.toMillis() / Runtime.getRuntime().availableProcessors());
        bench.console()
                .say("  round %d: gateway %.0f MB, all services %.0f MB"
                        .formatted(number, figures.get("gateway"), sum));
        bench.disown(suite);
        return Round.of(Report.SAPA, number, figures);
    }
}
