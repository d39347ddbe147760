package dev.sapa.bench.scenario;

import dev.sapa.bench.load.Generator.Bounds;
import dev.sapa.bench.load.Schedule;
import dev.sapa.bench.load.Volley;
import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import dev.sapa.bench.subject.Audience;
import dev.sapa.bench.subject.PeerAudience;
import dev.sapa.bench.subject.People;
import dev.sapa.bench.subject.SapaAudience;
import dev.sapa.bench.subject.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** P9: listeners whose connection drops every 2 s, and a gateway that is killed under 10,000 of them. */
final class Drops implements Scenario {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration RETURN_PATIENCE = Duration.ofMinutes(1);
    private static final String RECOVERING_PEER = "peer with recovery";
    private static final String DELIVERED = "delivered under drops";
    private static final String DISORDER = "shown out of order";
    private static final String CUTS = "connections cut";
    private static final String HALF_BACK = "gateway killed: half are back after";
    private static final String ALL_BACK = "gateway killed: all are back after";
    private static final String STORM_LOST = "gateway killed: lost";
    private static final String STORM_DOUBLED = "gateway killed: doubled";

    @Override
    public String name() {
        return "p9";
    }

    @Override
    public String summary() {
        return "drops every 2 s, then a killed gateway: --conversations 200 --rate 200 --seconds 60 --sockets 10000";
    }

    @Override
    public Report run(Bench bench) {
        var options = bench.options();
        var conversations = options.number("conversations", 200, 100);
        var rounds = new ArrayList<Round>();
        var suite = bench.suite(bench.servers().database("sapa"), "gateway=2");
        for (var number = 1; number <= options.number("rounds", 1, 1); number++) {
            var figures = new TreeMap<>(sapaDrops(bench, suite, conversations, number));
            figures.putAll(storm(bench, suite, number));
            rounds.add(Round.of(Report.SAPA, number, figures));
            if (options.peers()) {
                rounds.add(peer(bench, Arena.PEER, "off", conversations, number));
                rounds.add(peer(bench, RECOVERING_PEER, "on", conversations, number));
            }
        }
        var measures = List.of(
                Measure.atLeast(DELIVERED, "%", 100),
                Measure.atMost(Salvo.DOUBLED, "", 0),
                Measure.atMost(DISORDER, "", 0),
                Measure.atMost(Salvo.REFUSED, "", 0),
                Measure.told("messages", ""),
                Measure.told(CUTS, ""),
                Measure.told(Salvo.P50, "ms"),
                Measure.told(Salvo.P99, "ms"),
                Measure.told(HALF_BACK, "s"),
                Measure.atMost(ALL_BACK, "s", 10),
                Measure.atMost(STORM_LOST, "", 0),
                Measure.atMost(STORM_DOUBLED, "", 0));
        return bench.report(
                "Each listener's connection is cut every 2 s; then a gateway with all listeners is killed",
                measures,
                rounds,
                List.of(
                        "Delivered: of the messages that were acknowledged to their sender. Clients come back as their"
                                + " protocols' own do: the suite's with full jitter from 0.5 s and a position, socket.io's"
                                + " after 0.5 to 1.5 s, by default without one. Latency has the time away in it.",
                        "Gateway killed: kill -9 of one of two gateways, to which all listeners are connected; they come"
                                + " back to the other one and to the one that is started again, in turn. The peer's process"
                                + " is not killed."));
    }

    private static Map<String, Double> sapaDrops(Bench bench, Suite suite, int conversations, int number) {
        var progress = bench.console().progress(Report.SAPA);
        var people = People.of(suite.base(), progress);
        var staff = people.staff("agent", Math.min(20, conversations));
        var started = people.conversations(conversations);
        people.assign(started, staff);
        var doors = List.of(suite.socket(0), suite.socket(1));
        var audience = bench.own(SapaAudience.open(bench.loop(), doors, suite.socket(0), started, staff, progress));
        var figures = drops(bench, audience, Report.SAPA, number);
        bench.disown(audience);
        return figures;
    }

    private static Round peer(Bench bench, String name, String recovery, int conversations, int number) {
        var peer = bench.peer("chat.js", bench.servers().database("peer_0"), Map.of("RECOVERY", recovery));
        var audience = bench.own(PeerAudience.open(
                bench.loop(),
                peer.socket(),
                conversations,
                recovery.equals("on"),
                bench.console().progress(name)));
        var round = Round.of(name, number, drops(bench, audience, name, number));
        bench.disown(audience);
        bench.disown(peer);
        return round;
    }

    private static Map<String, Double> drops(Bench bench, Audience audience, String name, int number) {
        var options = bench.options();
        var length = Duration.ofSeconds(options.number("seconds", 60, 15));
        var rate = options.number("rate", 200, 100);
        var schedule = Schedule.poisson(rate, length, audience.conversations(), options.number("seed", 1, 1) + number);
        var cuts = new AtomicInteger();
        var over = new AtomicBoolean();
        for (var i = 0; i < audience.conversations(); i++) {
            var first = Duration.ofMillis(ThreadLocalRandom.current().nextLong(EVERY.toMillis()));
            bench.loop().after(first, new Cutter(bench, audience, i, over, cuts));
        }
        // Counting ends with the drops, so that the last messages are delivered to whoever comes back.
        bench.loop().after(length, () -> over.set(true));
        var volley = new Volley(
                Duration.ZERO, PATIENCE, Bounds.COARSE, bench.console().progress(name));
        var outcome = volley.fire(bench.loop(), audience, schedule);
        var figures = new TreeMap<String, Double>();
        figures.put(DELIVERED, 100.0 * (outcome.acked() - outcome.lost()) / Math.max(1, outcome.acked()));
        figures.put(Salvo.DOUBLED, (double) outcome.doubled());
        figures.put(DISORDER, (double) audience.disorders());
        figures.put(Salvo.REFUSED, (double) outcome.refused() + outcome.unanswered());
        figures.put("messages", (double) outcome.sent());
        figures.put(CUTS, (double) cuts.get());
        figures.put(Salvo.P50, outcome.delivery().getValueAtPercentile(50) / 1e6);
        figures.put(Salvo.P99, outcome.delivery().getValueAtPercentile(99) / 1e6);
        bench.console()
                .say("  %s: %.2f %% of %d delivered, %d doubled, over %d cuts"
                        .formatted(name, figures.get(DELIVERED), outcome.acked(), outcome.doubled(), cuts.get()));
        return figures;
    }

    /** Kills the gateway that all listeners are connected to, with messages on their way. */
    private static Map<String, Double> storm(Bench bench, Suite suite, int number) {
        var options = bench.options();
        var sockets = options.number("sockets", 10_000, 500);
        var progress = bench.console().progress("reconnect storm");
        var people = People.of(suite.base(), progress);
        var staff = people.staff("agent", 20);
        var conversations = people.conversations(sockets);
        people.assign(conversations, staff);
        var doors = List.of(suite.socket(1), suite.socket(0));
        var audience =
                bench.own(SapaAudience.open(bench.loop(), doors, suite.socket(0), conversations, staff, progress));
        var schedule = Schedule.constant(100, Duration.ofSeconds(20), sockets, number);
        var killed = new Killed(bench, suite, audience);
        bench.loop().after(Duration.ofSeconds(3), killed::begin);
        var volley = new Volley(Duration.ZERO, RETURN_PATIENCE, Bounds.COARSE, progress);
        var outcome = volley.fire(bench.loop(), audience, schedule);
        var figures = new TreeMap<String, Double>();
        figures.put(HALF_BACK, killed.halfBack());
        figures.put(ALL_BACK, killed.allBack());
        figures.put(STORM_LOST, (double) outcome.lost());
        figures.put(STORM_DOUBLED, (double) outcome.doubled() + audience.disorders());
        bench.console()
                .say("  gateway killed under %d sockets: all back after %.1f s, lost %d, doubled %d"
                        .formatted(sockets, killed.allBack(), outcome.lost(), outcome.doubled()));
        bench.disown(audience);
        return figures;
    }

    /** Cuts one listener again and again. */
    private record Cutter(Bench bench, Audience audience, int listener, AtomicBoolean over, AtomicInteger cuts)
            implements Runnable {

        @Override
        public void run() {
            if (!over.get()) {
                audience.cut(listener);
                cuts.incrementAndGet();
                bench.loop().after(EVERY, this);
            }
        }
    }

    /** The kill, and when the listeners are back; looks every 20 ms, on the loop. */
    private static final class Killed {

        private static final Duration LOOK = Duration.ofMillis(20);

        private final Bench bench;
        private final Suite suite;
        private final Audience audience;
        private volatile long began;
        private volatile long half;
        private volatile long all;
        private boolean felt;

        Killed(Bench bench, Suite suite, Audience audience) {
            this.bench = bench;
            this.suite = suite;
            this.audience = audience;
        }

        void begin() {
            began = System.nanoTime();
            ProcessHandle.of(suite.member("gateway-2").pid()).ifPresent(ProcessHandle::destroyForcibly);
            look();
        }

        double halfBack() {
            return seconds(half);
        }

        double allBack() {
            return seconds(all);
        }

        private double seconds(long at) {
            return at == 0
                    ? Double.POSITIVE_INFINITY
                    : Duration.ofNanos(at - began).toMillis() / 1000.0;
        }

        private void look() {
            var present = audience.present();
            felt |= present < audience.conversations() / 2;
            if (felt && half == 0 && present >= audience.conversations() / 2) {
                half = System.nanoTime();
            }
            if (felt && present == audience.conversations()) {
                all = System.nanoTime();
                return;
            }
            bench.loop().after(LOOK, this::look);
        }
    }
}
