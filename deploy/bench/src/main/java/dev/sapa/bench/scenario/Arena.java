package dev.sapa.bench.scenario;

import dev.sapa.bench.report.Report;
import dev.sapa.bench.subject.PeerChat;
import dev.sapa.bench.subject.People;
import dev.sapa.bench.subject.SapaChat;
import dev.sapa.bench.subject.Suite;
import dev.sapa.bench.subject.Suite.Member;
import dev.sapa.local.server.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The suite and the peers side by side on the same servers, each with the same number of conversations, visitors' sockets
 * and agents' sockets. While one is loaded the others idle.
 */
final class Arena {

    static final String PEER = "peer";
    static final String BATCHING_PEER = "peer, 2 ms batches";

    private final Bench bench;
    private final Suite suite;
    private final Database database;
    private final List<Contender> contenders = new ArrayList<>();

    private Arena(Bench bench, Suite suite, Database database) {
        this.bench = bench;
        this.suite = suite;
        this.database = database;
    }

    /** @param gateways 2: visitors are at one gateway and agents at the other, so that every message crosses Kafka */
    static Arena open(Bench bench, int conversations, int agents, int gateways) {
        var peers = bench.options().peers() ? List.of(PEER, BATCHING_PEER) : List.<String>of();
        return open(bench, conversations, agents, gateways, peers);
    }

    /** With these peers. */
    static Arena open(Bench bench, int conversations, int agents, int gateways, List<String> peers) {
        var database = bench.servers().database("sapa");
        var suite = bench.suite(database, gateways > 1 ? "gateway=" + gateways : "");
        var arena = new Arena(bench, suite, database);
        arena.addSapa(conversations, agents, gateways);
        for (var peer : peers) {
            arena.addPeer(peer, peer.equals(PEER) ? "0" : "2", conversations, agents);
        }
        return arena;
    }

    Suite suite() {
        return suite;
    }

    Database database() {
        return database;
    }

    List<Contender> contenders() {
        return contenders;
    }

    /** In the order of that round: every other one is backwards, so that nobody always comes first. */
    List<Contender> order(int round) {
        var order = new ArrayList<>(contenders);
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        return order;
    }

    private void addSapa(int conversations, int agents, int gateways) {
        var progress = bench.console().progress(Report.SAPA);
        var people = People.of(suite.base(), progress);
        var staff = people.staff("agent", agents);
        var started = people.conversations(conversations);
        people.assign(started, staff);
        var agentDoor = suite.socket(gateways > 1 ? 1 : 0);
        var chat = bench.own(SapaChat.open(bench.loop(), suite.socket(0), agentDoor, started, staff, progress));
        contenders.add(
                new Contender(
                        Report.SAPA,
                        chat,
                        () -> with(suite.members().stream().collect(Collectors.toMap(Member::name, Member::pid))),
                        database,
                        "select count(distinct (conversation_id, client_msg_id)) from chat.message where client_msg_id like '%s-%%'"));
    }

    private void addPeer(String name, String batch, int conversations, int agents) {
        var progress = bench.console().progress(name);
        var own = bench.servers().database("peer_" + batch);
        var peer = bench.peer("chat.js", own, Map.of("BATCH_MS", batch));
        var chat = bench.own(PeerChat.open(bench.loop(), peer.socket(), conversations, agents, progress));
        contenders.add(new Contender(
                name,
                chat,
                () -> with(Map.of("node", peer.pid())),
                own,
                "select count(*) from message where client_id like '%s-%%'"));
    }

    private Map<String, Long> with(Map<String, Long> own) {
        var all = new TreeMap<>(own);
        all.putAll(bench.servers().processes());
        return all;
    }
}
