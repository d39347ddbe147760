package dev.sapa.bench.scenario;

import dev.sapa.bench.load.Chat;
import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import dev.sapa.bench.subject.PeerChat;
import dev.sapa.bench.subject.People;
import dev.sapa.bench.subject.SapaChat;
import dev.sapa.bench.subject.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** P6: from the start of the command to the first message that somebody else has, the servers being up. */
final class ColdStart implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double PLAIN_SECONDS = 22;
    private static final double CACHED_SECONDS = 10;
    private static final long LOOK_NANOS = 1_000_000;
    private static final String READY = "ready";
    private static final String DELIVERED = "first message delivered";

    @Override
    public String name() {
        return "p6";
    }

    @Override
    public String summary() {
        return "start to first delivered message: --rounds 5";
    }

    @Override
    public Report run(Bench bench) {
        var options = bench.options();
        // Makes the schemas, builds what is stale, and warms the generator and the page cache up.
        sapa(bench, 0);
        var rounds = new ArrayList<Round>();
        for (var number = 1; number <= options.number("rounds", 5, 2); number++) {
            rounds.add(sapa(bench, number));
            if (options.peers()) {
                rounds.add(peer(bench, number));
            }
        }
        var bar = "use".equals(System.getenv("SAPA_AOT")) ? CACHED_SECONDS : PLAIN_SECONDS;
        var measures = List.of(Measure.atMost(DELIVERED, "s", bar), Measure.told(READY, "s"));
        return bench.report(
                "From exec to the first delivered message, PostgreSQL, Redis and Kafka being up",
                measures,
                rounds,
                List.of("Schemas exist, the page cache is warm; the first start, which makes the schemas, is not"
                        + " counted. Delivered: after a log-in, a start, an assignment and two sockets."));
    }

    private static Round sapa(Bench bench, int number) {
        var database = bench.servers().database("sapa");
        bench.console().say(number == 0 ? "Starting the suite once, uncounted" : "Starting the suite");
        var began = System.nanoTime();
        var suite = bench.own(Suite.launch(
                bench.directory().resolve("suite"),
                bench.servers(),
                database,
                "",
                Map.of(),
                bench.console().progress("suite")));
        suite.awaitReady();
        var ready = seconds(began);
        var people = People.of(suite.base(), bench.console().progress(Report.SAPA));
        var staff = people.staff("agent", 1);
        var conversations = people.conversations(1);
        people.assign(conversations, staff);
        var chat = bench.own(
                SapaChat.open(bench.loop(), suite.socket(0), suite.socket(0), conversations, staff, text -> {}));
        awaitFirst(chat, number);
        var delivered = seconds(began);
        bench.console()
                .say("  %s: ready after %.1f s, first message after %.1f s".formatted(Report.SAPA, ready, delivered));
        bench.disown(chat);
        bench.disown(suite);
        return Round.of(Report.SAPA, number, new TreeMap<>(Map.of(READY, ready, DELIVERED, delivered)));
    }

    private static Round peer(Bench bench, int number) {
        var database = bench.servers().database("peer_0");
        var began = System.nanoTime();
        var peer = bench.peer("chat.js", database, Map.of());
        var ready = seconds(began);
        var chat = bench.own(PeerChat.open(bench.loop(), peer.socket(), 1, 1, text -> {}));
        awaitFirst(chat, number);
        var delivered = seconds(began);
        bench.disown(chat);
        bench.disown(peer);
        return Round.of(Arena.PEER, number, new TreeMap<>(Map.of(READY, ready, DELIVERED, delivered)));
    }

    private static void awaitFirst(Chat chat, int number) {
        var first = new First();
        chat.listen("start" + number + "x" + Long.toString(System.nanoTime(), 36) + "x", first);
        chat.send(0, 0);
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!first.delivered) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("The first message was not delivered. " + first.refusal);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static double seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
    }

    private static final class First implements Chat.Listener {
        private volatile boolean delivered;
        private volatile String refusal = "";

        @Override
        public void acked(int index) {
            // Delivery is what counts.
        }

        @Override
        public void refused(int index, String why) {
            refusal = "It was refused: " + why;
        }

        @Override
        public void delivered(int index) {
            delivered = true;
        }
    }
}
