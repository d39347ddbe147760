package dev.sapa.salesforce;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.ConfigProvider;

/** chat-service and auth-service as the bridge calls them, at the address that the settings of the tests name. */
public final class ChatStandIn {

    private final Map<UUID, Chat> chats = new ConcurrentHashMap<>();

    /** A conversation and what the bridge said about it, in order. */
    public static final class Chat {

        final JsonObject view;
        final List<JsonObject> messages = new ArrayList<>();
        final List<String> told = new ArrayList<>();
        final Map<String, JsonObject> words = new LinkedHashMap<>();
        int refuses;

        Chat(JsonObject view) {
            this.view = view;
        }

        /** {@code joined Dewi}, {@code said Dewi: text}, {@code read 3}, {@code returned reason} or {@code ended reason}. */
        public synchronized List<String> told() {
            return List.copyOf(told);
        }

        /** Fails so many of the next calls with 503. */
        public synchronized void isAwayFor(int calls) {
            refuses = calls;
        }

        public synchronized void say(String author, String text) {
            messages.add(new JsonObject()
                    .put("seq", messages.size() + 1)
                    .put("author", author)
                    .put("author_name", author)
                    .put("text", text)
                    .put("posted_at", "2026-01-05T12:00:00Z")
                    .put("attachments", new JsonArray()));
        }
    }

    private static final class Running {

        private static final ChatStandIn ONE = new ChatStandIn();

        static {
            ONE.start();
        }
    }

    public static ChatStandIn get() {
        return Running.ONE;
    }

    /** Makes a conversation known that is at Salesforce's desk by the decision of epoch 1. */
    public Chat knows(UUID company, UUID conversation, UUID visitor) {
        var chat = new Chat(new JsonObject()
                .put("id", conversation.toString())
                .put("company_id", company.toString())
                .put("status", "waiting")
                .put("desk", "salesforce")
                .put("assignment_epoch", 1)
                .put("channel", "web")
                .put("topic", "Permits")
                .put("priority", "normal")
                .put(
                        "visitor",
                        new JsonObject()
                                .put("id", visitor.toString())
                                .put("name", "Siti Aminah")
                                .put("email", "siti@example.com")));
        chats.put(conversation, chat);
        return chat;
    }

    private void start() {
        var url = URI.create(ConfigProvider.getConfig().getValue("sapa.salesforce.chat.urls", String.class));
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()), 0);
            server.createContext(
                    "/oauth/token",
                    exchange -> answer(
                            exchange,
                            200,
                            new JsonObject()
                                    .put("access_token", "of-the-bridge")
                                    .put("expires_in", 900)));
            server.createContext("/conversations/", this::conversation);
            server.createContext("/files/", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("the permit".getBytes(StandardCharsets.UTF_8));
                exchange.close();
            });
            server.setExecutor(Executors.newFixedThreadPool(4, task -> {
                var thread = new Thread(task, "chat-stand-in");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void conversation(HttpExchange exchange) throws IOException {
        var parts = exchange.getRequestURI().getPath().split("/", 4);
        var body = exchange.getRequestBody().readAllBytes();
        var chat = chats.get(UUID.fromString(parts[2]));
        if (chat == null) {
            answer(exchange, 404, new JsonObject().put("code", "conversation-not-found"));
            return;
        }
        synchronized (chat) {
            if (chat.refuses > 0) {
                chat.refuses--;
                answer(exchange, 503, new JsonObject().put("code", "database-unavailable"));
                return;
            }
            var what = parts.length > 3 ? parts[3] : "";
            switch (what) {
                case "" -> answer(exchange, 200, chat.view);
                case "messages" ->
                    answer(exchange, 200, page(chat, exchange.getRequestURI().getQuery()));
                case "desk/files" -> {
                    chat.told.add("file");
                    answer(
                            exchange,
                            201,
                            new JsonObject().put("id", UUID.randomUUID().toString()));
                }
                default -> desk(exchange, chat, what, new JsonObject(new String(body, StandardCharsets.UTF_8)));
            }
        }
    }

    private static JsonObject page(Chat chat, String query) {
        var after = query.contains("after_seq=") ? Long.parseLong(query.replaceAll(".*after_seq=(\\d+).*", "$1")) : 0;
        var items = new JsonArray();
        chat.messages.stream().filter(message -> message.getLong("seq") > after).forEach(items::add);
        return new JsonObject().put("items", items);
    }

    private static void desk(HttpExchange exchange, Chat chat, String what, JsonObject body) throws IOException {
        var epoch = chat.view.getLong("assignment_epoch");
        if (!epoch.equals(body.getLong("epoch")) || "closed".equals(chat.view.getString("status"))) {
            answer(exchange, 409, new JsonObject().put("code", "not-responder"));
            return;
        }
        switch (what) {
            case "desk/joined" -> chat.told.add("joined " + body.getString("agent_name"));
            case "desk/read" -> chat.told.add("read " + body.getLong("seq"));
            case "desk/ended" -> {
                chat.told.add("ended " + body.getString("reason"));
                chat.view.put("status", "closed");
            }
            case "desk/returned" -> {
                chat.told.add("returned " + body.getString("reason"));
                chat.view.put("assignment_epoch", epoch + 1).put("desk", "sapa");
            }
            default -> {
                say(exchange, chat, body);
                return;
            }
        }
        answer(exchange, 200, chat.view);
    }

    private static void say(HttpExchange exchange, Chat chat, JsonObject body) throws IOException {
        var known = chat.words.get(body.getString("client_msg_id"));
        if (known == null) {
            chat.say("agent", body.getString("text"));
            chat.told.add("said " + body.getString("author_name") + ": " + body.getString("text"));
            known = chat.messages.get(chat.messages.size() - 1);
            chat.words.put(body.getString("client_msg_id"), known);
        }
        answer(exchange, 201, new JsonObject().put("message", known));
    }

    private static void answer(HttpExchange exchange, int status, JsonObject body) throws IOException {
        var bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
