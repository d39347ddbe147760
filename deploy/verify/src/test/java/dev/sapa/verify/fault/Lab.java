package dev.sapa.verify.fault;

import static org.awaitility.Awaitility.await;

import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.system.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A whole suite, two of each service that carries messages, with a {@link FaultProxy} before each of its servers and
 * before each gateway. What is random follows from one number that is printed; give it back with
 * {@code -Dsapa.test.seed}.
 */
final class Lab implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String REPLICAS = "gateway=2,chat-service=2,routing-service=2";
    private static final List<Integer> GATEWAYS = List.of(8080, 8180);
    private static final int POSTGRES = 15432;
    private static final int REDIS = 16379;
    private static final int KAFKA = 19092;
    private static final int DOOR_DISTANCE = 300;
    private static final int PROXY_DISTANCE = 200;

    private final Random random;
    private final Suite suite;
    private final List<FaultProxy> doors = new ArrayList<>();
    private final List<FaultProxy> servers = new ArrayList<>();
    private final Set<String> poison = new HashSet<>();

    private Lab(long seed) {
        this.random = new Random(seed);
        this.suite = Suite.start(REPLICAS, this::settings);
    }

    static Lab open() {
        var seed = Long.getLong("sapa.test.seed", System.currentTimeMillis());
        Report.print(List.of("faults by seed " + seed));
        var lab = new Lab(seed);
        lab.warmUp();
        return lab;
    }

    /** On a busy machine the first conversations of ten young processes may take longer than callers wait. */
    private void warmUp() {
        var livechat = new Livechat(suite);
        await("conversations begin and end")
                .atMost(PATIENCE)
                .ignoreExceptionsMatching(failure -> true)
                .untilAsserted(() -> {
                    for (var round = 0; round < 5; round++) {
                        var started = livechat.start("Investasi").session();
                        livechat.assign(livechat.admin(), started, Livechat.agentId(1));
                        livechat.close(livechat.admin(), started);
                    }
                });
    }

    Suite suite() {
        return suite;
    }

    Random random() {
        return random;
    }

    FaultProxy postgres() {
        return servers.get(0);
    }

    FaultProxy redis() {
        return servers.get(1);
    }

    FaultProxy kafka() {
        return servers.get(2);
    }

    /** Between clients and gateways. */
    List<FaultProxy> doors() {
        return doors;
    }

    /** The sockets' addresses, through the doors. */
    List<URI> sockets() {
        return doors.stream()
                .map(door -> URI.create("ws://127.0.0.1:" + door.port() + "/ws/chat"))
                .toList();
    }

    Broker broker() {
        return new Broker("127.0.0.1:" + kafka().port());
    }

    /** Everything that was ever put where it has to be buried, as {@code group/name}. */
    Set<String> poison() {
        return poison;
    }

    /** All running processes of these kinds, each replica of them. */
    List<Suite.Member> members(String... kinds) {
        return suite.members().stream()
                .filter(member ->
                        Stream.of(kinds).anyMatch(kind -> member.name().matches(kind + "(-[0-9]+)?")))
                .toList();
    }

    void kill(Collection<Suite.Member> members) {
        members.forEach(suite::kill);
    }

    void awaitRestarted(Collection<Suite.Member> killed) {
        await("all is back")
                .atMost(PATIENCE)
                .until(() -> killed.stream().allMatch(suite::isRestarted) && suite.isHealthy());
    }

    /** A process that was killed while its replica served on may still be starting. */
    void awaitHealthy() {
        await("the suite is well").atMost(PATIENCE).until(suite::isHealthy);
    }

    /** Stops these processes as they are, for so long, with everything that they have started. */
    void freeze(Collection<Suite.Member> members, Duration time) {
        var frozen = members.stream()
                .flatMap(member -> ProcessHandle.of(member.pid()).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .toList();
        signal("-STOP", frozen);
        try {
            hold(time);
        } finally {
            signal("-CONT", frozen);
        }
    }

    /** Ends a process in good order. */
    void terminate(Suite.Member member) {
        signal("-TERM", List.of(member.pid()));
    }

    /** Lets the present state last; no time, or less, is over at once. */
    static void hold(Duration time) {
        if (time.isNegative() || time.isZero()) {
            return;
        }
        await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }

    /** Every network as it should be. */
    void heal() {
        doors.forEach(FaultProxy::heal);
        servers.forEach(FaultProxy::heal);
    }

    @Override
    public void close() {
        heal();
        suite.close();
        doors.forEach(FaultProxy::close);
        servers.forEach(FaultProxy::close);
    }

    private Map<String, String> settings(int offset) {
        try {
            for (var port : GATEWAYS) {
                doors.add(proxy(port + offset, DOOR_DISTANCE));
            }
            for (var port : List.of(POSTGRES, REDIS, KAFKA)) {
                servers.add(proxy(port + offset, PROXY_DISTANCE));
            }
            return Map.of(
                    "SAPA_DB_VIA", "127.0.0.1:" + postgres().port(),
                    "SAPA_REDIS_VIA", "127.0.0.1:" + redis().port(),
                    "SAPA_KAFKA_VIA", "127.0.0.1:" + kafka().port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FaultProxy proxy(int target, int distance) throws IOException {
        return FaultProxy.open(target + distance, target, new Random(random.nextLong()));
    }

    private static void signal(String signal, List<Long> pids) {
        var command = new ArrayList<>(List.of("kill", signal));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        try {
            // A child that has ended meanwhile makes it fail for that one only.
            new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
