package dev.sapa.bench.subject;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.local.server.Database;
import dev.sapa.local.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The whole suite, started by {@code ./deploy/up} on servers that run already, on ports of its own. */
public final class Suite implements AutoCloseable {

    /** Building what is missing is part of the command. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(15);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    /** Of the environment's settings of the suite those that go on to it. */
    private static final Set<String> PASSED_ON = Set.of("SAPA_JAVA_OPTS", "SAPA_AOT");

    /** The services write what they keep when they end. */
    private static final Duration RECORDING_PATIENCE = Duration.ofMinutes(11);

    private static final int FIRST_OFFSET = 10_000;
    private static final int LAST_OFFSET = 20_000;
    private static final List<Integer> PORTS =
            List.of(5001, 8000, 8080, 8081, 8082, 8083, 8084, 8180, 9080, 9081, 9082, 9083, 9084, 9180);
    private static final int TAIL = 20;

    /**
     * One address does what a million do in life, and a token outlives the longest run. Nothing here makes anything
     * faster.
     */
    private static final Map<String, String> LIMITS = Map.ofEntries(
            Map.entry("JWT_ACCESS_TOKEN_DURATION", "12h"),
            Map.entry("SAPA_LIMIT_SOCKETS_PER_ADDRESS", "1000000"),
            Map.entry("SAPA_LIMIT_SOCKETS_PER_SESSION", "1000000"),
            Map.entry("SAPA_LIMIT_BUCKET_START_BURST", "1000000"),
            Map.entry("SAPA_LIMIT_BUCKET_START_PER_MINUTE", "1000000"),
            Map.entry("SAPA_LIMIT_BUCKET_LOGIN_BURST", "1000000"),
            Map.entry("SAPA_LIMIT_BUCKET_LOGIN_PER_MINUTE", "1000000"),
            Map.entry("SAPA_LIMIT_BUCKET_REGISTRATION_BURST", "1000000"),
            Map.entry("SAPA_LIMIT_BUCKET_REGISTRATION_PER_MINUTE", "1000000"),
            Map.entry("SAPA_LIMIT_BUCKET_MESSAGE_BURST", "100000"),
            Map.entry("SAPA_LIMIT_BUCKET_MESSAGE_PER_MINUTE", "100000"),
            Map.entry("SAPA_LIMIT_BUCKET_HISTORY_BURST", "1000000"),
            Map.entry("SAPA_LIMIT_BUCKET_HISTORY_PER_MINUTE", "1000000"));

    /** What {@code processes.json} says of one running process. */
    public record Member(String name, long pid, int port) {}

    private final Process process;
    private final Path data;
    private final int gatewayPort;
    private final Consumer<String> out;
    private final ConcurrentLinkedDeque<String> said = new ConcurrentLinkedDeque<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean up;

    private Suite(Process process, Path data, int gatewayPort, Consumer<String> out) {
        this.process = process;
        this.data = data;
        this.gatewayPort = gatewayPort;
        this.out = out;
    }

    /**
     * Begins to start the suite.
     *
     * @param directory for its roster and logs
     * @param replicas as {@code SAPA_REPLICAS} takes it; empty for one of each
     * @param further settings of the environment
     * @param out is told what the launcher says
     */
    public static Suite launch(
            Path directory,
            Servers servers,
            Database database,
            String replicas,
            Map<String, String> further,
            Consumer<String> out) {
        var offset = freeOffset();
        var command = new ProcessBuilder("./deploy/up").redirectErrorStream(true);
        var environment = command.environment();
        environment.keySet().removeIf(name -> name.startsWith("SAPA_") && !PASSED_ON.contains(name));
        environment.putAll(LIMITS);
        environment.put("SAPA_PORT_OFFSET", Integer.toString(offset));
        environment.put("SAPA_DATA_DIR", directory.toAbsolutePath().toString());
        environment.put("SAPA_REPLICAS", replicas);
        environment.put("SAPA_DB_URL", Servers.address(database));
        environment.put("SAPA_REDIS_URL", servers.redisUrl());
        environment.put("SAPA_KAFKA", servers.kafka());
        environment.putAll(further);
        try {
            Files.createDirectories(directory);
            var suite = new Suite(command.start(), directory, 8080 + offset, out);
            var reader = new Thread(suite::read, "suite");
            reader.setDaemon(true);
            reader.start();
            return suite;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the launcher says that all of it is ready. */
    public Suite awaitReady() {
        try {
            if (!ready.await(START_PATIENCE.toSeconds(), TimeUnit.SECONDS) || !up) {
                close();
                throw new IllegalStateException("The suite did not start. It said:\n" + String.join("\n", said));
            }
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the suite started", e);
        }
    }

    /** The public door. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + gatewayPort);
    }

    /**
     * The native socket of one gateway.
     *
     * @param gateway from 0
     */
    public URI socket(int gateway) {
        return URI.create("ws://127.0.0.1:" + (gatewayPort + gateway * 100) + "/ws/chat");
    }

    /** The services' processes that run now. */
    public List<Member> members() {
        try {
            var roster =
                    new ObjectMapper().readTree(data.resolve("processes.json").toFile());
            return StreamSupport.stream(roster.path("processes").spliterator(), false)
                    .map(entry -> new Member(
                            entry.path("name").asText(),
                            entry.path("pid").asLong(),
                            entry.path("port").asInt()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Long> pids() {
        return members().stream().map(Member::pid).toList();
    }

    /** The process of that name. */
    public Member member(String name) {
        return members().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No " + name + " runs, only " + members()));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            var patience = "record".equals(System.getenv("SAPA_AOT")) ? RECORDING_PATIENCE : STOP_PATIENCE;
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                out.accept("The suite did not stop within " + patience.toSeconds() + " s and was killed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (said.size() > TAIL) {
                    said.poll();
                }
                if (ready.getCount() > 0 && !line.startsWith("Sapa is ready")) {
                    out.accept(line);
                }
                if (line.startsWith("Sapa is ready")) {
                    up = true;
                    ready.countDown();
                }
            }
        } catch (IOException e) {
            said.add("Its output cannot be read: " + e);
        } finally {
            ready.countDown();
        }
    }

    private static int freeOffset() {
        return IntStream.iterate(FIRST_OFFSET, offset -> offset <= LAST_OFFSET, offset -> offset + 500)
                .filter(offset -> PORTS.stream().allMatch(port -> Ports.isFree(port + offset)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no free block of ports."));
    }
}
