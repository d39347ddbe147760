package dev.sapa.bench.scenario;

import dev.sapa.bench.load.Generator;
import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import dev.sapa.bench.subject.Desks;
import dev.sapa.bench.subject.PeerCrowd;
import dev.sapa.bench.subject.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/** P4: one event that thousands of sockets are told, ten times a second. */
final class Broadcast implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int WARM_UP = 30;
    private static final int SUPERVISORS = 50;
    private static final int AGENTS = 100;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String RATE = "deliveries per second";
    private static final String LAST_P50 = "last receiver p50";
    private static final String LAST_P99 = "last receiver p99";
    private static final String MISSING = "deliveries missing";

    @Override
    public String name() {
        return "p4";
    }

    @Override
    public String summary() {
        return "one event to many sockets: --sockets 5000 --rate 10 --seconds 30";
    }

    @Override
    public Report run(Bench bench) {
        var options = bench.options();
        var sockets = options.number("sockets", 5000, 500);
        var rate = options.number("rate", 10, 10);
        var database = bench.servers().database("sapa");
        var suite = bench.suite(database, "");
        var progress = bench.console().progress(Report.SAPA);
        var people = People.of(suite.base(), progress);
        var agents = people.staff("agent", AGENTS);
        var desks = bench.own(
                Desks.open(bench.loop(), suite.socket(0), people.staff("supervisor", SUPERVISORS), sockets, progress));
        var crowd = options.peers()
                ? bench.own(PeerCrowd.open(
                        bench.loop(),
                        bench.peer("chat.js", bench.servers().database("peer_0"), Map.of())
                                .socket(),
                        sockets,
                        bench.console().progress(Arena.PEER)))
                : null;
        var rounds = new ArrayList<Round>();
        var away = new boolean[AGENTS];
        for (var number = 1; number <= options.number("rounds", 5, 2); number++) {
            rounds.add(sapa(bench, number, rate, new Tally(events(bench, rate), sockets), people, agents, away, desks));
            if (crowd != null) {
                var tally = new Tally(events(bench, rate), sockets);
                crowd.listen(tally::heard);
                rounds.add(fire(bench, Arena.PEER, number, rate, tally, crowd::announce));
            }
        }
        var measures = List.of(
                Measure.atLeast(RATE, "", 40_000),
                Measure.told(LAST_P50, "ms"),
                Measure.told(LAST_P99, "ms"),
                Measure.atMost(MISSING, "", 0),
                Measure.told("generator: share of processors", "%"));
        return bench.report(
                "One event to %d sockets, %d times a second".formatted(sockets, rate),
                measures,
                rounds,
                List.of(
                        "Suite: an agent's change of status, by PUT at routing-service over the public door, committed and"
                                + " through Kafka, to " + sockets
                                + " sockets of supervisors. Peer: an event of one socket to all"
                                + " sockets, kept nowhere. Last receiver: from the intended time of the change to the last socket."));
    }

    private static int events(Bench bench, int rate) {
        return WARM_UP + rate * bench.options().number("seconds", 30, 5);
    }

    private static Round sapa(
            Bench bench,
            int number,
            int rate,
            Tally tally,
            People people,
            List<People.Agent> agents,
            boolean[] away,
            Desks desks) {
        // An agent's changes are ten seconds apart, and to the same status twenty, so the last one of each is the one
        // told.
        var latest = new HashMap<String, Integer>();
        desks.listen(new Desks.Listener() {
            @Override
            public void presence(int desk, String agent, String status) {
                var event = latest.get(agent + status);
                if (event != null) {
                    tally.heard(event);
                }
            }
        });
        return fire(bench, Report.SAPA, number, rate, tally, event -> {
            var place = event % agents.size();
            var agent = agents.get(place).id().toString();
            // Only what changes is told.
            away[place] = !away[place];
            var status = away[place] ? "away" : "busy";
            bench.loop().execute(() -> latest.put(agent + status, event));
            people.admin()
                    .fire(
                            "PUT",
                            "/api/v2/routing/agents/" + agent + "/status",
                            Map.of("status", status),
                            failure -> bench.console().say("  A change of status failed: " + failure.getMessage()));
        });
    }

    private static Round fire(Bench bench, String subject, int number, int rate, Tally tally, IntConsumer announce) {
        var progress = bench.console().progress(subject + ", round " + number);
        var gap = Duration.ofSeconds(1).toNanos() / rate;
        var watch = Generator.watch(bench.loop());
        var start = System.nanoTime();
        for (var event = 0; event < tally.events(); event++) {
            var due = start + event * gap;
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            tally.begin(event, due);
            announce.accept(event);
            progress.accept(event + " events");
        }
        var health = watch.judge(new Generator.Bounds(0.6, Duration.ofMillis(50)), new Histogram(3));
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!bench.loop().ask(tally::isComplete) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        var figures = bench.loop().ask(() -> tally.figures(start + WARM_UP * gap));
        figures.put("generator: share of processors", health.cpuShare() * 100);
        bench.console()
                .say("  round %d, %s: %.0f deliveries/s, last receiver p99 %.1f ms, missing %.0f"
                        .formatted(number, subject, figures.get(RATE), figures.get(LAST_P99), figures.get(MISSING)));
        return new Round(subject, number, figures, bench.loop().ask(tally::last), List.of(), health.flaws());
    }

    /** Counts who has heard of which event. Heard on the loop. */
    private static final class Tally {

        private final long[] due;
        private final int[] heard;
        private final int sockets;
        private final Histogram last = new Histogram(3);
        private long lastHeard;

        Tally(int events, int sockets) {
            this.due = new long[events];
            this.heard = new int[events];
            this.sockets = sockets;
        }

        int events() {
            return due.length;
        }

        void begin(int event, long at) {
            due[event] = at;
        }

        void heard(int event) {
            heard[event]++;
            lastHeard = System.nanoTime();
            if (heard[event] == sockets && event >= WARM_UP) {
                last.recordValue(Math.max(0, lastHeard - due[event]));
            }
        }

        boolean isComplete() {
            for (var count : heard) {
                if (count < sockets) {
                    return false;
                }
            }
            return true;
        }

        Map<String, Double> figures(long from) {
            var missing = 0L;
            var measured = 0L;
            for (var event = 0; event < heard.length; event++) {
                missing += Math.max(0, sockets - heard[event]);
                measured += event < WARM_UP ? 0 : heard[event];
            }
            var figures = new TreeMap<String, Double>();
            figures.put(RATE, measured * 1e9 / Math.max(1, lastHeard - from));
            figures.put(LAST_P50, last.getValueAtPercentile(50) / NANOS_PER_MILLI);
            figures.put(LAST_P99, last.getValueAtPercentile(99) / NANOS_PER_MILLI);
            figures.put(MISSING, (double) missing);
            return figures;
        }

        Histogram last() {
            return last;
        }
    }
}
