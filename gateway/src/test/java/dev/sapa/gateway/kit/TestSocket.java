package dev.sapa.gateway.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A client of {@code /ws/chat} that remembers what it was sent, in order. */
public final class TestSocket implements AutoCloseable, WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final List<JsonNode> passedOver = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    private TestSocket() {}

    public static TestSocket open() {
        return open("", Map.of());
    }

    public static TestSocket openAs(Tokens.Person person) {
        return open("", Map.of("Authorization", "Bearer " + person.token()));
    }

    public static TestSocket open(String query, Map<String, String> headers, String... subprotocols) {
        return openAt("/ws/chat" + query, headers, subprotocols);
    }

    public static TestSocket openAt(String path, Map<String, String> headers, String... subprotocols) {
        var client = new TestSocket();
        var builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (subprotocols.length > 0) {
            builder.subprotocols(
                    subprotocols[0],
                    List.of(subprotocols).subList(1, subprotocols.length).toArray(String[]::new));
        }
        client.socket = builder.buildAsync(URI.create("ws://localhost:" + port() + path), client)
                .join();
        return client;
    }

    private static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        return socket;
    }

    public String subprotocol() {
        return socket().getSubprotocol();
    }

    public void raw(String text) {
        socket().sendText(text, true).join();
    }

    public void binary(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Sends a frame; the data are name, value, name, value … */
    public void send(String type, @Nullable UUID session, Object... data) {
        var frame = JSON.createObjectNode().put("type", type);
        if (session != null) {
            frame.put("session_id", session.toString());
        }
        var object = frame.putObject("data");
        for (int i = 0; i < data.length; i += 2) {
            object.set((String) data[i], JSON.valueToTree(data[i + 1]));
        }
        raw(frame.toString());
    }

    /** Joins and waits for the answer's data. */
    public JsonNode join(UUID session, Object... data) {
        send("join_session", session, data);
        return await("joined_session").path("data");
    }

    /** The next frame of that type; what comes before it is passed over. */
    public JsonNode await(String type) {
        return await(type, frame -> true);
    }

    public JsonNode await(String type, Predicate<JsonNode> which) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var frame = poll(Math.max(0, end - System.nanoTime()));
            if (frame == null) {
                throw new AssertionError("No " + type + "; came: " + passedOver);
            }
            if (frame.path("type").asText().equals(type) && which.test(frame)) {
                return frame;
            }
            passedOver.add(frame);
        }
    }

    /** What came while something else was awaited. */
    public List<JsonNode> passedOver() {
        return List.copyOf(passedOver);
    }

    /** What comes within the time, heartbeats left out. */
    public List<JsonNode> during(Duration time) {
        var came = new ArrayList<JsonNode>();
        long end = System.nanoTime() + time.toNanos();
        for (var frame = poll(time.toNanos()); frame != null; frame = poll(Math.max(0, end - System.nanoTime()))) {
            if (!frame.path("type").asText().equals("heartbeat")) {
                came.add(frame);
            }
        }
        return came;
    }

    private @Nullable JsonNode poll(long nanos) {
        try {
            return frames.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int closeCode() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                frames.add(JSON.readTree(partial.toString()));
            } catch (JsonProcessingException e) {
                closed.completeExceptionally(e);
            }
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** Breaks the connection without a word. */
    public void drop() {
        if (isOpen()) {
            socket().abort();
        }
    }

    @Override
    public void close() {
        drop();
    }
}
