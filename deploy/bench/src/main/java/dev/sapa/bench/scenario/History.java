package dev.sapa.bench.scenario;

import dev.sapa.bench.load.Generator;
import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import dev.sapa.bench.subject.People;
import dev.sapa.bench.subject.Proc;
import dev.sapa.bench.wire.HttpLine;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** P5: the last 50 messages of a conversation, by somebody who may see them, in a big database. */
final class History implements Scenario {

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String RATE = "answers per second";
    private static final String BAD = "other answers than 200";
    private static final String SIZE = "size of an answer";
    private static final String CPU = "processor time per answer, servers included";

    @Override
    public String name() {
        return "p5";
    }

    @Override
    public String summary() {
        return "history reads: --rows 10000000 (made once, kept in target/bench/history) --sockets 64 --seconds 30";
    }

    @Override
    public Report run(Bench bench) {
        var options = bench.options();
        var conversations = options.number("rows", 10_000_000, 200_000) / BigDatabase.MESSAGES;
        var connections = options.number("sockets", 64, 64);
        bench.serversThatStay("history-" + conversations);
        var database = bench.servers().database("sapa");
        var suite = bench.suite(database, "");
        BigDatabase.fillSapa(database, conversations, bench.console());
        var admin = People.of(suite.base(), bench.console().progress(Report.SAPA));
        var reads = new ArrayList<Reads>();
        reads.add(new Reads(
                Report.SAPA,
                suite.base(),
                admin.token(),
                () -> all(bench, suite.pids()),
                i -> "/api/v2/chat/conversations/" + BigDatabase.conversation(i) + "/messages?before_seq="
                        + (BigDatabase.MESSAGES + 1) + "&limit=50"));
        if (options.peers()) {
            var own = bench.servers().database("peer_history");
            BigDatabase.fillPeer(own, conversations, bench.console());
            var peer = bench.peer("history.js", own, Map.of("TOKEN", "demo"));
            reads.add(new Reads(
                    Arena.PEER, peer.base(), "demo", () -> all(bench, List.of(peer.pid())), i -> "/history/c" + i));
        }
        var rounds = new ArrayList<Round>();
        for (var number = 1; number <= options.number("rounds", 5, 2); number++) {
            for (var read : reads) {
                var length = Duration.ofSeconds(options.number("seconds", 30, 5));
                rounds.add(read.round(bench, number, connections, conversations, length));
            }
        }
        var measures = List.of(
                Measure.atLeast(RATE, "", 2000),
                Measure.told(Salvo.P50, "ms"),
                Measure.atMost(Salvo.P99, "ms", 50),
                Measure.atMost(BAD, "", 0),
                Measure.told(SIZE, "KB"),
                Measure.told(CPU, "µs"),
                Measure.told("generator: share of processors", "%"));
        return bench.report(
                "The last 50 of 100 messages, %d conversations, %d connections".formatted(conversations, connections),
                measures,
                rounds,
                List.of(
                        "Closed loop: each connection asks again when it has its answer, for a conversation drawn by"
                                + " seed. Suite: through the gateway, with an access token that is verified each time. Peer: node:http"
                                + " and pg, one query, a token compared. Messages lie among those of 999 other conversations."));
    }

    private static List<Long> all(Bench bench, List<Long> own) {
        var pids = new ArrayList<>(own);
        pids.addAll(bench.servers().pids());
        return pids;
    }

    /** How one subject is asked. */
    private record Reads(String subject, URI base, String token, Supplier<List<Long>> pids, IntFunction<String> path) {

        Round round(Bench bench, int number, int connections, int conversations, Duration length) {
            var count = new Count(conversations, number);
            var lines = new ArrayList<HttpLine>();
            for (var i = 0; i < connections; i++) {
                lines.add(new Asking(count, this).open(bench));
            }
            var progress = bench.console().progress(subject + ", round " + number);
            pause(bench, count, WARM_UP, progress);
            bench.loop().ask(count::clear);
            var cpu = Proc.cpu(pids.get());
            var watch = Generator.watch(bench.loop());
            var began = System.nanoTime();
            pause(bench, count, length, progress);
            var elapsed = System.nanoTime() - began;
            var health = watch.judge(new Generator.Bounds(0.5, Duration.ofMillis(50)), new Histogram(3));
            var used = Proc.cpu(pids.get()).minus(cpu);
            var round = bench.loop().ask(() -> count.round(subject, number, elapsed, used, health));
            lines.forEach(HttpLine::close);
            bench.console()
                    .say("  round %d, %s: %.0f answers/s, p99 %.1f ms"
                            .formatted(
                                    number,
                                    subject,
                                    round.figures().get(RATE),
                                    round.figures().get(Salvo.P99)));
            return round;
        }

        private static void pause(Bench bench, Count count, Duration length, Consumer<String> progress) {
            var end = System.nanoTime() + length.toNanos();
            while (System.nanoTime() - end < 0) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                bench.loop().requireSound();
                progress.accept(count.answers() + " answers");
            }
        }
    }

    /** What all connections of a round got. Written by the loop. */
    private static final class Count {

        private final Histogram latency = new Histogram(3);
        private final SplittableRandom random;
        private final int conversations;
        private volatile long answers;
        private long bad;
        private long bytes;

        Count(int conversations, int seed) {
            this.conversations = conversations;
            this.random = new SplittableRandom(seed);
        }

        int next() {
            return 1 + random.nextInt(conversations);
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
        void answered(int status, int size, long nanos) {
            answers++;
            bytes += size;
            if (status != 200) {
                bad++;
            }
            latency.recordValue(nanos);
        }

        void failed() {
            bad++;
        }

        long answers() {
            return answers;
        }

        Boolean clear() {
            latency.reset();
            answers = 0;
            bytes = 0;
            bad = 0;
            return true;
        }

        Round round(String subject, int number, long elapsed, Duration used, Generator.Health health) {
            var figures = new TreeMap<String, Double>();
            figures.put(RATE, answers * 1e9 / elapsed);
            figures.put(Salvo.P50, latency.getValueAtPercentile(50) / NANOS_PER_MILLI);
            figures.put(Salvo.P99, latency.getValueAtPercentile(99) / NANOS_PER_MILLI);
            figures.put(BAD, (double) bad);
            figures.put(SIZE, bytes / 1024.0 / Math.max(1, answers));
            figures.put(CPU, used.toNanos() / 1000.0 / Math.max(1, answers));
            figures.put("generator: share of processors", health.cpuShare() * 100);
            return new Round(subject, number, figures, latency.copy(), List.of(), health.flaws());
        }
    }

    /** One connection that asks and asks. */
    private static final class Asking implements HttpLine.Listener {

        private final Count count;
        private final Reads reads;
        private @Nullable HttpLine line;
        private long asked;

        Asking(Count count, Reads reads) {
            this.count = count;
            this.reads = reads;
        }

        HttpLine open(Bench bench) {
            var opened = bench.loop().ask(() -> {
                var begun = HttpLine.open(bench.loop(), reads.base(), this);
                line = begun;
                return begun;
            });
            return opened;
        }

        @Override
        public void free() {
            asked = System.nanoTime();
            if (line != null) {
                line.get(reads.path().apply(count.next()), reads.token());
            }
        }

        @Override
        public void answered(int status, int bytes) {
            count.answered(status, bytes, System.nanoTime() - asked);
        }

        @Override
        public void closed(String why) {
            count.failed();
        }
    }
}
