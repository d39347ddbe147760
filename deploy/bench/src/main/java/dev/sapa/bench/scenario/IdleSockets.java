package dev.sapa.bench.scenario;

import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import dev.sapa.bench.subject.PeerChat;
import dev.sapa.bench.subject.People;
import dev.sapa.bench.subject.Proc;
import dev.sapa.bench.subject.SapaChat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/** P3: sockets that say nothing for a long time, each in a conversation of its own, on one gateway. */
final class IdleSockets implements Scenario {

    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final String PER_SOCKET = "resident memory per socket";
    private static final String DROPPED = "dropped";
    private static final String HELD = "sockets held";

    @Override
    public String name() {
        return "p3";
    }

    @Override
    public String summary() {
        return "idle sockets on one gateway: --sockets 18000 --seconds 600";
    }

    @Override
    public Report run(Bench bench) {
        var options = bench.options();
        var sockets = options.number("sockets", 18_000, 2_000);
        var hold = Duration.ofSeconds(options.number("seconds", 600, 30));
        var rounds = new ArrayList<Round>();
        for (var number = 1; number <= options.number("rounds", 1, 1); number++) {
            rounds.add(sapa(bench, number, sockets, hold));
            if (options.peers()) {
                rounds.add(peer(bench, number, sockets, hold));
            }
        }
        var measures = List.of(
                Measure.atMost(PER_SOCKET, "KB", 15),
                Measure.atMost(DROPPED, "", 0),
                Measure.atLeast(HELD, "", sockets),
                Measure.told("opened per second", ""),
                Measure.told("resident before", "MB"),
                Measure.told("resident after", "MB"),
                Measure.told("processor share while held", "%"));
        return bench.report(
                "%d idle sockets on one gateway, held for %d s".formatted(sockets, hold.toSeconds()),
                measures,
                rounds,
                List.of("Each socket has joined a conversation of its own, answers pings, and gets a heartbeat every"
                        + " 20 s (suite) or a ping every 25 s (socket.io). Resident memory of the gateway's, or the"
                        + " peer's, process, after the hold less before the first socket."));
    }

    private Round sapa(Bench bench, int number, int sockets, Duration hold) {
        var suite = bench.suite(bench.servers().database("sapa"), "");
        var progress = bench.console().progress(Report.SAPA);
        var conversations = People.of(suite.base(), progress).conversations(sockets);
        bench.rest(SETTLE, "settling");
        var pid = suite.member("gateway").pid();
        var before = Proc.residentKilobytes(pid);
        var began = System.nanoTime();
        var chat = bench.own(
                SapaChat.open(bench.loop(), suite.socket(0), suite.socket(0), conversations, List.of(), progress));
        var took = Duration.ofNanos(System.nanoTime() - began);
        var round = held(bench, Report.SAPA, number, pid, before, took, hold, chat::lostSockets, sockets);
        bench.disown(chat);
        bench.disown(suite);
        return round;
    }

    private Round peer(Bench bench, int number, int sockets, Duration hold) {
        var peer = bench.peer("chat.js", bench.servers().database("peer_0"), Map.of());
        bench.rest(SETTLE, "settling");
        var before = Proc.residentKilobytes(peer.pid());
        var began = System.nanoTime();
        var chat = bench.own(PeerChat.open(
                bench.loop(), peer.socket(), sockets, 0, bench.console().progress(Arena.PEER)));
        var took = Duration.ofNanos(System.nanoTime() - began);
        var round = held(bench, Arena.PEER, number, peer.pid(), before, took, hold, chat::lostSockets, sockets);
        bench.disown(chat);
        bench.disown(peer);
        return round;
    }

    private static Round held(
            Bench bench,
            String subject,
            int number,
            long pid,
            long before,
            Duration took,
            Duration hold,
            IntSupplier lost,
            int sockets) {
        var cpu = Proc.cpu(List.of(pid));
        bench.rest(hold, subject + " holds " + sockets + " sockets");
        var used = Proc.cpu(List.of(pid)).minus(cpu);
        var after = Proc.residentKilobytes(pid);
        var figures = new TreeMap<String, Double>();
        figures.put(PER_SOCKET, (after - before) / (double) sockets);
        figures.put(DROPPED, (double) lost.getAsInt());
        figures.put(HELD, (double) sockets - lost.getAsInt());
        figures.put("opened per second", sockets * 1000.0 / Math.max(1, took.toMillis()));
        figures.put("resident before", before / 1024.0);
        figures.put("resident after", after / 1024.0);
        figures.put(
                "processor share while held",
                used.toMillis() * 100.0 / hold.toMillis() / Runtime.getRuntime().availableProcessors());
        bench.console()
                .say("  %s: %.1f KB per socket, %d dropped"
                        .formatted(subject, figures.get(PER_SOCKET), lost.getAsInt()));
        return Round.of(subject, number, figures);
    }
}
