package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.verify.history.Books;
import dev.sapa.verify.history.Checker;
import dev.sapa.verify.history.Recorder;
import dev.sapa.verify.history.Verdict;
import dev.sapa.verify.suite.ChatClient;
import dev.sapa.verify.suite.Ledgers;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Running conversations: in each one a visitor and one of five agents write at the same steady pace, and everything that
 * either of them does and sees is recorded.
 */
public final class Load implements AutoCloseable {

    private static final int AGENTS = 5;
    private static final Duration PACE = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Suite suite;
    private final Livechat livechat;
    private final Recorder recorder = new Recorder();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final Map<String, ChatClient> visitors = new LinkedHashMap<>();
    private final Map<String, ChatClient> agents = new LinkedHashMap<>();
    private final List<ChatClient> clients = new ArrayList<>();
    private final List<ScheduledFuture<?>> talk = new ArrayList<>();
    private int lines;

    private Load(Suite suite) {
        this.suite = suite;
        this.livechat = new Livechat(suite);
    }

    /** Starts and assigns the conversations, connects everybody, and lets them talk. */
    static Load start(Suite suite, int conversations) {
        return start(suite, suite.sockets(), conversations);
    }

    /**
     * The same by way of other addresses.
     *
     * @param gateways where everybody connects, in place of the suite's own ones
     */
    public static Load start(Suite suite, List<URI> gateways, int conversations) {
        var load = new Load(suite);
        load.open(conversations, gateways);
        load.clients.forEach(ChatClient::connect);
        await("everybody has joined").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(load.clients)
                .allMatch(ChatClient::isJoined));
        load.talk();
        return load;
    }

    /**
     * How long it takes until every client has, in each of its conversations, the acknowledgement of a message that it
     * began after now.
     */
    public Duration untilEverybodyIsHeard(Duration atMost) {
        var from = System.nanoTime();
        var told = new AtomicBoolean();
        await("everybody is heard again")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    var unheard = clients.stream()
                            .filter(client -> !client.isAckedSince(from))
                            .toList();
                    if (!unheard.isEmpty()
                            && System.nanoTime() - from > LONG.toNanos()
                            && told.compareAndSet(false, true)) {
                        Report.print(List.of("not heard after %s: %s".formatted(LONG, unheard)));
                    }
                    assertThat(unheard).isEmpty();
                });
        return Duration.ofNanos(System.nanoTime() - from);
    }

    /** How long it takes until both sides of each conversation have what either of them has now. */
    public Duration untilEverybodySees(Duration atMost) {
        var from = System.nanoTime();
        var last = new LinkedHashMap<String, Long>();
        for (var session : visitors.keySet()) {
            last.put(
                    session,
                    Math.max(
                            client(visitors, session).lastSeq(session),
                            client(agents, session).lastSeq(session)));
        }
        await("both sides see what was said")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> assertThat(last).allSatisfy((session, seq) -> assertThat(Stream.of(visitors, agents))
                                .allMatch(side -> client(side, session).lastSeq(session) >= seq)));
        return Duration.ofNanos(System.nanoTime() - from);
    }

    /** How often a client's credential was refused. */
    int renewals() {
        return clients.stream().mapToInt(ChatClient::renewals).sum();
    }

    /** Ends the talk, waits until nothing is under way any more, and has the whole history checked. */
    Verdict finish() throws SQLException {
        return finish(() -> Books.NONE);
    }

    /**
     * The same with the suite's books.
     *
     * @param books read when nothing is under way any more
     */
    public Verdict finish(Supplier<Books> books) throws SQLException {
        talk.forEach(turn -> turn.cancel(false));
        await("everything is answered").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(clients)
                .allMatch(ChatClient::isSettled));
        var database = Ledgers.database(suite, visitors.keySet());
        await("everything has arrived")
                .atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .untilAsserted(() -> assertThat(database).allSatisfy(message -> Stream.of(visitors, agents)
                        .map(side -> client(side, message.session()))
                        .forEach(client -> assertThat(client.lastSeq(message.session()))
                                .as("last seen by %s in %s", client, message.session())
                                .isGreaterThanOrEqualTo(message.seq()))));
        assertThat(clients).allSatisfy(client -> assertThat(client.failures()).isEmpty());
        var history = Ledgers.history(livechat.admin(), visitors.keySet());
        return Checker.check(recorder.recording(), database, history, books.get());
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clients.forEach(ChatClient::close);
        workers.shutdown();
        var admin = livechat.admin();
        visitors.keySet().parallelStream().forEach(session -> livechat.close(admin, session));
    }

    private void open(int conversations, List<URI> gateways) {
        var admin = livechat.admin();
        var desks = new ArrayList<ChatClient>();
        for (var number = 1; number <= AGENTS; number++) {
            var email = Livechat.agentEmail(number);
            desks.add(ChatClient.staff("agent" + number, gateways, () -> livechat.login(email), recorder, workers));
        }
        var all = IntStream.range(0, conversations)
                .parallel()
                .mapToObj(number -> {
                    var started = livechat.start("Izin usaha " + number);
                    livechat.assign(admin, started.session(), Livechat.agentId(number % AGENTS + 1));
                    return started;
                })
                .toList();
        for (var number = 0; number < conversations; number++) {
            var started = all.get(number);
            var visitor = ChatClient.visitor("visitor" + number, gateways, started.token(), recorder, workers);
            var desk = desks.get(number % AGENTS);
            visitor.join(started.session());
            desk.join(started.session());
            visitors.put(started.session(), visitor);
            agents.put(started.session(), desk);
        }
        clients.addAll(visitors.values());
        clients.addAll(desks);
    }

    /** Everybody in turn, spread evenly over the pace. */
    private void talk() {
        var sessions = List.copyOf(visitors.keySet());
        var gap = PACE.toNanos() / (2L * sessions.size());
        for (var turn = 0; turn < 2 * sessions.size(); turn++) {
            var session = sessions.get(turn / 2);
            var speaker = client(turn % 2 == 0 ? visitors : agents, session);
            talk.add(clock.scheduleAtFixedRate(
                    () -> speaker.say(session, "line " + lines++), turn * gap, PACE.toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    private static ChatClient client(Map<String, ChatClient> side, String session) {
        var client = side.get(session);
        if (client == null) {
            throw new IllegalStateException("Nobody is in " + session);
        }
        return client;
    }
}
