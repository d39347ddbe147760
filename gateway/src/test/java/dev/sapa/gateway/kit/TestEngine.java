package dev.sapa.gateway.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Speaks Engine.IO word by word: single requests, and a WebSocket that remembers its packets. */
public final class TestEngine {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Random ADDRESS = new Random();

    private TestEngine() {}

    public static String path(String query) {
        return "/socket.io/?EIO=4&" + query;
    }

    public static HttpResponse<String> get(String query, String... headers) {
        return polling(query, headers).join();
    }

    public static CompletableFuture<HttpResponse<String>> polling(String query, String... headers) {
        return send(builder(path("transport=polling&" + query), headers).GET());
    }

    public static HttpResponse<String> post(String sid, String payload) {
        return send(builder(path("transport=polling&sid=" + sid)).POST(BodyPublishers.ofString(payload)))
                .join();
    }

    public static CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    public static HttpRequest.Builder builder(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Opens a polling session; answers what the server says of it. */
    public static JsonNode open(String query) {
        return json(get(query).body().substring(1));
    }

    /** Polls until a packet that fits, at most some seconds. */
    public static String awaitPacket(String sid, Predicate<String> which) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var came = new ArrayList<String>();
        while (System.nanoTime() < end) {
            var answer = get("sid=" + sid);
            for (var packet : answer.body().split("\u001e", -1)) {
                if (which.test(packet)) {
                    return packet;
                }
                came.add(packet);
            }
            if (answer.statusCode() != 200) {
                break;
            }
        }
        throw new AssertionError("Not among " + came);
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    /** A WebSocket of a session. */
    public static final class Socket implements WebSocket.Listener, AutoCloseable {

        private final LinkedBlockingQueue<String> packets = new LinkedBlockingQueue<>();
        private final List<String> passedOver = new ArrayList<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();
        private @Nullable WebSocket socket;

        private Socket() {}

        public static Socket open(String query) {
            var client = new Socket();
            // Each from an address of its own: starts are counted by address.
            client.socket = HTTP.newWebSocketBuilder()
                    .header("X-Forwarded-For", "10.8." + ADDRESS.nextInt(250) + "." + ADDRESS.nextInt(250))
                    .buildAsync(URI.create("ws://localhost:" + port() + path("transport=websocket&" + query)), client)
                    .join();
            return client;
        }

        /** Connected by that token; what the server said of the session and of the connection is passed over. */
        public static Socket connected(String token) {
            var client = open("token=" + token);
            client.send("40");
            client.await(packet -> packet.startsWith("40"));
            return client;
        }

        public Socket send(String packet) {
            socket().sendText(packet, true).join();
            return this;
        }

        public void emit(String data) {
            send("42[\"message\"," + data + "]");
        }

        public void binary() {
            socket().sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), true).join();
        }

        private WebSocket socket() {
            if (socket == null) {
                throw new IllegalStateException("not open");
            }
            return socket;
        }

        public String await(Predicate<String> which) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                var packet = poll(Math.max(0, end - System.nanoTime()));
                if (packet == null) {
                    throw new AssertionError("Not among " + passedOver);
                }
                if (which.test(packet)) {
                    return packet;
                }
                passedOver.add(packet);
            }
        }

        /** The data of the next event of that name. */
        public JsonNode event(String name) {
            return json(await(packet -> packet.startsWith("42[\"" + name + "\""))
                            .substring(2))
                    .path(1);
        }

        /** What comes within the time. */
        public List<String> during(Duration time) {
            var came = new ArrayList<String>();
            long end = System.nanoTime() + time.toNanos();
            for (var packet = poll(time.toNanos());
                    packet != null;
                    packet = poll(Math.max(0, end - System.nanoTime()))) {
                came.add(packet);
            }
            return came;
        }

        private @Nullable String poll(long nanos) {
            try {
                return packets.poll(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        public void awaitClosed() {
            closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                packets.add(partial.toString());
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
            closed.complete(error instanceof IOException ? 1006 : 1011);
        }

        @Override
        public void close() {
            socket().abort();
        }
    }
}
