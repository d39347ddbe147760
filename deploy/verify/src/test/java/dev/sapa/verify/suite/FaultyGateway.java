package dev.sapa.verify.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.verify.history.StoredMessage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Speaks the socket protocol for one conversation in memory, and breaks its promises on demand. */
final class FaultyGateway implements AutoCloseable {

    /** What goes wrong with the message at {@link #AT}. */
    enum Fault {
        NONE,
        DROP_FROM_STORE,
        DROP_ON_THE_WAY,
        DOUBLE_ON_THE_WAY,
        SWAP_ON_THE_WAY
    }

    static final String SESSION = "00000000-0000-7000-8000-000000000001";
    private static final int AT = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Fault fault;
    private final List<StoredMessage> stored = new ArrayList<>();
    private final Set<ServerWebSocket> joined = new HashSet<>();
    private StoredMessage heldBack = new StoredMessage("", 0, "", null, "");

    FaultyGateway(Fault fault) {
        this.fault = fault;
        this.server = vertx.createHttpServer()
                .webSocketHandler(this::accept)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    URI uri() {
        return URI.create("ws://localhost:" + server.actualPort() + "/ws/chat");
    }

    synchronized List<StoredMessage> stored() {
        return stored.stream()
                .filter(message -> fault != Fault.DROP_FROM_STORE || message.seq() != AT)
                .toList();
    }

    /** Drops every connection without a word. */
    synchronized void drop() {
        var present = List.copyOf(joined);
        joined.clear();
        present.forEach(socket -> socket.close((short) 1011));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void accept(ServerWebSocket socket) {
        socket.textMessageHandler(text -> on(socket, text));
        socket.closeHandler(ignored -> leave(socket));
    }

    private synchronized void leave(ServerWebSocket socket) {
        joined.remove(socket);
    }

    private synchronized void on(ServerWebSocket socket, String text) {
        var frame = parsed(text);
        switch (frame.path("type").asText()) {
            case "join_session" -> join(socket, frame.at("/data/after_seq").asLong());
            case "send_message" -> post(socket, frame.path("data"));
            case "ping" -> write(socket, "pong", Map.of());
            default -> throw new IllegalArgumentException(text);
        }
    }

    private void join(ServerWebSocket socket, long after) {
        joined.add(socket);
        write(socket, "joined_session", Map.of("session_id", SESSION));
        stored.stream().filter(message -> message.seq() > after).forEach(message -> deliver(socket, message));
    }

    private void post(ServerWebSocket socket, JsonNode data) {
        var id = data.path("client_msg_id").asText();
        var known = stored.stream()
                .filter(message -> id.equals(message.clientMsgId()))
                .findFirst();
        if (known.isPresent()) {
            acknowledge(socket, known.get());
            return;
        }
        var seq = stored.size() + 1;
        var message = new StoredMessage(
                SESSION, seq, "m" + seq, id, data.path("message").asText());
        stored.add(message);
        acknowledge(socket, message);
        List.copyOf(joined).forEach(receiver -> deliverLive(receiver, message));
    }

    private void deliverLive(ServerWebSocket socket, StoredMessage message) {
        if (message.seq() == AT && fault == Fault.DROP_ON_THE_WAY) {
            return;
        }
        if (message.seq() == AT && fault == Fault.SWAP_ON_THE_WAY) {
            heldBack = message;
            return;
        }
        deliver(socket, message);
        if (message.seq() == AT + 1 && fault == Fault.SWAP_ON_THE_WAY) {
            deliver(socket, heldBack);
        }
        if (message.seq() == AT && fault == Fault.DOUBLE_ON_THE_WAY) {
            deliver(socket, message);
        }
    }

    private static void acknowledge(ServerWebSocket socket, StoredMessage message) {
        write(
                socket,
                "ack",
                Map.of(
                        "client_msg_id", String.valueOf(message.clientMsgId()),
                        "seq", message.seq(),
                        "message_id", message.messageId()));
    }

    private static void deliver(ServerWebSocket socket, StoredMessage message) {
        write(
                socket,
                "new_message",
                Map.of(
                        "session_id", SESSION,
                        "seq", message.seq(),
                        "message_id", message.messageId(),
                        "message", message.text()));
    }

    private static void write(ServerWebSocket socket, String type, Map<String, ?> data) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(Api.text(Map.of("type", type, "data", data)));
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
