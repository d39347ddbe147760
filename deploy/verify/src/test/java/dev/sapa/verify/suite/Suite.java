package dev.sapa.verify.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The whole suite, started by {@code ./deploy/up} with fresh data of its own and on ports of its own, so that a suite
 * that somebody uses on the same machine is not touched. To work on a test, name the data directory of a suite that runs
 * already in {@code SAPA_VERIFY_DATA_DIR}; it is then used as it is and left running.
 */
public final class Suite implements AutoCloseable {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path HOME = Path.of("target/suite").toAbsolutePath();

    /** Building what is missing is part of the command. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(15);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final List<Integer> PORTS = List.of(
            5001, 8000, 8080, 8081, 8082, 8083, 8084, 8085, 8180, 8182, 8183, 9080, 9082, 9084, 9085, 9180, 15432,
            16379, 19092, 19093, 15632, 16579, 19292, 8380, 8480);

    private final @Nullable Process process;
    private final Path data;
    private final Path output;

    /** What {@code processes.json} says of one running process. */
    public record Member(String name, long pid, int port, Path log) {}

    private Suite(@Nullable Process process, Path data, Path output) {
        this.process = process;
        this.data = data;
        this.output = output;
    }

    /**
     * Starts the suite and returns when it says that it is ready.
     *
     * @param replicas as {@code SAPA_REPLICAS} takes it, such as {@code gateway=2}; empty for one of each
     */
    public static Suite start(String replicas) {
        var running = System.getenv("SAPA_VERIFY_DATA_DIR");
        if (running != null) {
            return new Suite(null, Path.of(running), Path.of(running));
        }
        return start(replicas, offset -> Map.of());
    }

    /**
     * Starts one of one's own, with further settings, and returns when it says that it is ready.
     *
     * @param settings for the number by which all of its ports are shifted
     */
    public static Suite start(String replicas, IntFunction<Map<String, String>> settings) {
        var offset = freeOffset();
        var run = HOME.resolve("run-" + ProcessHandle.current().pid() + "-" + offset);
        var data = run.resolve("data");
        var output = run.resolve("up.log");
        try {
            Files.createDirectories(run);
            var command = new ProcessBuilder("./deploy/up", "--fresh")
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            command.environment().keySet().removeIf(setting -> setting.startsWith("SAPA_"));
            command.environment().put("SAPA_PORT_OFFSET", Integer.toString(offset));
            command.environment().put("SAPA_DATA_DIR", data.toString());
            command.environment().put("SAPA_REPLICAS", replicas);
            // Ten young processes share the machine: what the second compiler would win, it costs twice.
            command.environment().put("SAPA_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
            command.environment().putAll(settings.apply(offset));
            var process = command.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            var suite = new Suite(process, data, output);
            suite.awaitReady(process);
            return suite;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The public door. */
    public URI base() {
        return URI.create("http://localhost:" + member("gateway").port());
    }

    public Api api() {
        return Api.at(base());
    }

    /** The socket's address at each running gateway. */
    public List<URI> sockets() {
        return members().stream()
                .filter(member -> member.name().startsWith("gateway"))
                .map(member -> URI.create("ws://localhost:" + member.port() + "/ws/chat"))
                .toList();
    }

    /** Where this suite keeps its data. */
    public Path data() {
        return data;
    }

    /** The processes that run now. */
    public List<Member> members() {
        JsonNode roster;
        try {
            roster = Api.JSON.readTree(data.resolve("processes.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return StreamSupport.stream(roster.path("processes").spliterator(), false)
                .map(entry -> new Member(
                        entry.path("name").asText(),
                        entry.path("pid").asLong(),
                        entry.path("port").asInt(),
                        Path.of(entry.path("log").asText())))
                .toList();
    }

    /** The first running process of this kind; replicas are told apart by a suffix. */
    public Member member(String kind) {
        return members().stream()
                .filter(member -> member.name().startsWith(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + kind + " runs, only " + members()));
    }

    /** Ends one process as {@code kill -9} does. */
    public void kill(Member member) {
        var killed = ProcessHandle.of(member.pid()).map(ProcessHandle::destroyForcibly);
        if (!killed.orElse(false)) {
            throw new AssertionError(member + " was not there to be killed");
        }
    }

    /** Whether another process has taken the place of this one. */
    public boolean isRestarted(Member killed) {
        return members().stream()
                .anyMatch(member -> member.name().equals(killed.name()) && member.pid() != killed.pid());
    }

    /** Whether the public health check finds every service ready. */
    public boolean isHealthy() {
        try {
            return api().get("/health").status() == 200;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Stops everything; a suite that does not stop in time is an error. */
    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The suite did not stop within " + STOP_PATIENCE + "\n" + tail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady(Process process) throws IOException {
        var deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!Files.readString(output).contains("Sapa is ready: ")) {
            if (!process.isAlive()) {
                throw new AssertionError("./deploy/up ended with " + process.exitValue() + "\n" + tail());
            }
            if (System.nanoTime() > deadline) {
                process.destroy();
                throw new AssertionError("./deploy/up was not ready within " + START_PATIENCE + "\n" + tail());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String tail() {
        try {
            var lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freeOffset() {
        return IntStream.iterate(10_000, offset -> offset <= 40_000, offset -> offset + 500)
                .filter(offset -> PORTS.stream().allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No free block of ports"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
