package dev.sapa.verify.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket connection: frames go out one after another, frames that come in are whole and parsed. */
final class Line {

    /** What a peer that vanished without a close frame counts as, by RFC 6455 section 7.1.5. */
    static final int ABNORMAL = 1006;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final CompletableFuture<WebSocket> socket;
    private CompletableFuture<?> lastSend;

    private Line(CompletableFuture<WebSocket> socket) {
        this.socket = socket;
        this.lastSend = socket;
    }

    /**
     * Begins to connect.
     *
     * @param headers of the handshake
     * @param onFrame gets the frames in order, never two at a time
     * @param onEnd   gets the close code and reason once, also when there never was a connection
     */
    static Line open(
            URI uri, Map<String, String> headers, Consumer<JsonNode> onFrame, BiConsumer<Integer, String> onEnd) {
        var builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
        headers.forEach(builder::header);
        var ended = new CompletableFuture<Integer>();
        BiConsumer<Integer, String> endOnce = (code, reason) -> {
            if (ended.complete(code)) {
                onEnd.accept(code, reason);
            }
        };
        var line = new Line(builder.buildAsync(uri, new Listener(onFrame, endOnce)));
        line.lastSend = line.socket.whenComplete((connected, failure) -> {
            if (failure != null) {
                endOnce.accept(ABNORMAL, failure.toString());
            }
        });
        return line;
    }

    /** Queues a text frame; after the end of the connection it goes nowhere. */
    synchronized void send(String text) {
        lastSend = lastSend.handle((sent, failure) -> failure)
                .thenCompose(failure -> failure == null
                        ? socket.thenCompose(connected -> connected.sendText(text, true))
                        : CompletableFuture.<WebSocket>failedFuture(failure));
    }

    void send(String type, String session, Map<String, ?> data) {
        send(frame(type, session, data));
    }

    /** A frame's text; {@code session} is empty where the frame is about none. */
    static String frame(String type, String session, Map<String, ?> data) {
        return Api.text(
                session.isEmpty()
                        ? Map.of("type", type, "data", data)
                        : Map.of("type", type, "session_id", session, "data", data));
    }

    synchronized void close() {
        lastSend = lastSend.thenCompose(sent -> socket)
                .thenCompose(connected -> connected.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    /** Drops the connection without a word, as a broken network does. */
    synchronized void abort() {
        lastSend = socket.thenAccept(WebSocket::abort);
    }

    private static final class Listener implements WebSocket.Listener {
        private final Consumer<JsonNode> onFrame;
        private final BiConsumer<Integer, String> onEnd;
        private final StringBuilder partial = new StringBuilder();

        private Listener(Consumer<JsonNode> onFrame, BiConsumer<Integer, String> onEnd) {
            this.onFrame = onFrame;
            this.onEnd = onEnd;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                var text = partial.toString();
                partial.setLength(0);
                onFrame.accept(parsed(text));
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            onEnd.accept(code, reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            onEnd.accept(ABNORMAL, error.toString());
        }

        private static JsonNode parsed(String text) {
            try {
                return Api.JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("The server sent no JSON: " + text, e);
            }
        }
    }
}
