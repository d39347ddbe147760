package dev.sapa.bench.subject;

import dev.sapa.local.process.Child;
import dev.sapa.local.process.Program;
import dev.sapa.local.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A peer in Node, of those in {@code deploy/bench/peers}, as one process. */
public final class Peer implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Child child;
    private final int port;

    private Peer(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /**
     * Starts a peer.
     *
     * @param script such as {@code chat.js}
     * @param directory for its log
     * @param settings of its environment, the port aside
     */
    public static Peer start(String script, Path directory, Map<String, String> settings) {
        try {
            var port = Ports.freePort();
            var log = directory.resolve("peer-" + script.replace(".js", "") + "-" + port + ".log");
            Files.createDirectories(directory);
            var environment = new TreeMap<>(settings);
            environment.put("PORT", Integer.toString(port));
            environment.put("NODE_ENV", "production");
            var child = new Child(new Node(script, port, log, environment), true);
            var peer = new Peer(child, port);
            child.startAndAwait(START_PATIENCE);
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a peer started", e);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Engine.IO's WebSocket transport. */
    public URI socket() {
        return URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
    }

    /** A plain WebSocket. */
    public URI plainSocket() {
        return URI.create("ws://127.0.0.1:" + port + "/");
    }

    public long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.stop(STOP_PATIENCE);
    }

    private record Node(String script, int port, Path log, Map<String, String> environment) implements Program {

        @Override
        public String name() {
            return "peer " + script;
        }

        @Override
        public List<String> command() {
            return List.of("node", Path.of("deploy/bench/peers", script).toString());
        }

        /** It says so when it serves. */
        @Override
        public boolean isReady(long pid) {
            try {
                return Files.readString(log).lines().anyMatch(("ready " + pid)::equals);
            } catch (IOException e) {
                return false;
            }
        }
    }
}
