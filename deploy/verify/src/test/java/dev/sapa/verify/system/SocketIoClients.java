package dev.sapa.verify.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The real npm clients of seed 001, in a Node process that does what it is told and tells what happens. */
final class SocketIoClients implements AutoCloseable {

    /** The version of the seed's pages. */
    static final String SEEDS = "4.5.4";

    static final String NEWEST = "newest";

    private static final Path HOME = Path.of("clients/socketio").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final URI base;
    private final Process node;
    private final Writer orders;
    private final List<JsonNode> happened = new ArrayList<>();
    private int names;

    private SocketIoClients(URI base, Process node) {
        this.base = base;
        this.node = node;
        this.orders = node.outputWriter(StandardCharsets.UTF_8);
        var reader = new Thread(this::read, "socket.io clients");
        reader.setDaemon(true);
        reader.start();
    }

    /** Installs what the lock file names, unless it is there. */
    static void install() {
        var installed = HOME.resolve("node_modules/.package-lock.json");
        try {
            if (Files.exists(installed)
                    && Files.getLastModifiedTime(installed)
                                    .compareTo(Files.getLastModifiedTime(HOME.resolve("package-lock.json")))
                            >= 0) {
                return;
            }
            var output = Files.createTempFile("npm", ".log");
            var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new AssertionError("npm ci failed: " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static SocketIoClients of(URI base) {
        try {
            var node = new ProcessBuilder("node", "client.mjs")
                    .directory(HOME.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new SocketIoClients(base, node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the default options: long-polling first, then WebSocket. */
    Client open(String library, String token) {
        return open(library, token, List.of());
    }

    /** With these transports only; none means the default. */
    Client open(String library, String token, List<String> transports) {
        var options = JSON.createObjectNode();
        options.putObject("query").put("token", token);
        if (!transports.isEmpty()) {
            options.set("transports", JSON.valueToTree(transports));
        }
        return openWith(library, options);
    }

    Client openWith(String library, ObjectNode options) {
        var client = new Client("c" + names++);
        order(JSON.createObjectNode()
                .put("do", "open")
                .put("name", client.name)
                .put("library", library)
                .put("url", base.toString())
                .set("options", options));
        return client;
    }

    static ObjectNode options() {
        return JSON.createObjectNode();
    }

    private synchronized void order(JsonNode order) {
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = node.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                happened(JSON.readTree(line));
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (IOException ended) {
            happened(JSON.createObjectNode().put("event", "ended"));
        }
    }

    private synchronized void happened(JsonNode what) {
        happened.add(what);
        notifyAll();
    }

    /** One of them. */
    final class Client {

        private final String name;
        private int read;

        private Client(String name) {
            this.name = name;
        }

        /** Waits until it is connected. */
        Client connected() {
            await("connect");
            return this;
        }

        Client emit(Map<String, ?> message) {
            return act("emit", message);
        }

        /** Emits and asks for the server's answer. */
        JsonNode ask(Map<String, ?> message) {
            act("ask", message);
            return await("answer");
        }

        void emitBinary() {
            order(JSON.createObjectNode().put("do", "binary").put("name", name).put("event", "message"));
        }

        private Client act(String deed, Map<String, ?> message) {
            order(JSON.createObjectNode()
                    .put("do", deed)
                    .put("name", name)
                    .put("event", "message")
                    .set("data", JSON.valueToTree(message)));
            return this;
        }

        void close() {
            order(JSON.createObjectNode().put("do", "close").put("name", name));
        }

        JsonNode await(String event) {
            return await(event, data -> true);
        }

        /** The data of the next event of that name that fits; what came before is passed over. */
        JsonNode await(String event, Predicate<JsonNode> which) {
            synchronized (SocketIoClients.this) {
                var deadline = System.nanoTime() + PATIENCE.toNanos();
                while (true) {
                    while (read < happened.size()) {
                        var what = happened.get(read++);
                        if (isMine(what, event) && which.test(what.path("data"))) {
                            return what.path("data");
                        }
                    }
                    pause(deadline, event);
                }
            }
        }

        private void pause(long deadline, String event) {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("No %s for %s among %s".formatted(event, name, all()));
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(SocketIoClients.this, left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The data of every event of that name so far. */
        List<JsonNode> all(String event) {
            synchronized (SocketIoClients.this) {
                return happened.stream()
                        .filter(what -> isMine(what, event))
                        .map(what -> what.path("data"))
                        .toList();
            }
        }

        private List<JsonNode> all() {
            return happened.stream()
                    .filter(what -> what.path("name").asText().equals(name))
                    .toList();
        }

        private boolean isMine(JsonNode what, @Nullable String event) {
            return what.path("name").asText().equals(name)
                    && what.path("event").asText().equals(event);
        }
    }

    @Override
    public void close() {
        node.destroy();
    }
}
