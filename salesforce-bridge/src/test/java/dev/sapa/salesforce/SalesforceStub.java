package dev.sapa.salesforce;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sapa.salesforce.vendor.SigningKey;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Salesforce's chat API as far as a client must bear it, misbehaving as a test says. */
public final class SalesforceStub implements AutoCloseable {

    /**
     * How a call is to be answered instead of properly.
     *
     * @param path   part of the address of the call
     * @param status 0 to say nothing and hang up
     * @param done   whether it has its effect all the same
     */
    public record Trouble(String path, int status, Map<String, String> headers, boolean done) {

        public static Trouble of(String path, int status) {
            return new Trouble(path, status, Map.of(), false);
        }
    }

    /** A call as it came. */
    public record Call(String method, String path, JsonObject body, String text, long at) {}

    /** One for all: making one takes long. */
    private static final String KEY = SigningKey.generate().secret();

    private final HttpServer server;
    private final ConcurrentLinkedQueue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<JsonObject> entries = new CopyOnWriteArrayList<>();
    private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
    private final Set<String> badTokens = new HashSet<>();
    private final AtomicLong clock = new AtomicLong(Instant.now().toEpochMilli());
    private final AtomicLong event = new AtomicLong(1_000);
    private volatile boolean anonymous;
    private volatile int tokenSeconds = 900;
    private volatile String lastToken = "";

    public SalesforceStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "salesforce-stub");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Puts a company's connection to this stub at the service under test. */
    public void isOf(UUID company) {
        isOf(company, "kid-of-" + company);
    }

    public void isOf(UUID company, String kid) {
        RestAssured.given()
                .auth()
                .oauth2(Tokens.staff(UUID.randomUUID(), company, "admin"))
                .contentType("application/json")
                .body(new JsonObject()
                        .put("enabled", true)
                        .put("scrt_url", url())
                        .put(
                                "org_id",
                                "00D" + company.toString().replace("-", "").substring(0, 12))
                        .put("es_developer_name", "Test_Client")
                        .put("issuer", "test-issuer")
                        .put("kid", kid)
                        .put("jwk", KEY)
                        .encode())
                .put("/config")
                .then()
                .statusCode(200);
    }

    /** The next call to that path is answered like this. */
    public SalesforceStub next(Trouble trouble) {
        troubles.add(trouble);
        return this;
    }

    public void believesNobody() {
        anonymous = true;
    }

    public void givesTokensFor(int seconds) {
        tokenSeconds = seconds;
    }

    /** The tokens given so far are no good any more. */
    public synchronized void expireTokens() {
        badTokens.add(lastToken);
    }

    public List<Call> calls(String method, String pathEnd) {
        return calls.stream()
                .filter(call -> call.method().equals(method)
                        && call.path().split("\\?", 2)[0].endsWith(pathEnd))
                .toList();
    }

    /** What visitors said, once for each message, in order of arrival. */
    public List<String> texts() {
        return entries.stream()
                .filter(entry -> "EndUser".equals(entry.getJsonObject("sender").getString("role")))
                .map(entry -> entry.getJsonObject("entryPayload")
                        .getJsonObject("abstractMessage")
                        .getJsonObject("staticContent")
                        .getString("text"))
                .toList();
    }

    public int openStreams() {
        return streams.size();
    }

    /** Ends all streams, as a dropped connection does. */
    public void dropStreams() {
        for (var stream : streams) {
            try {
                stream.close();
            } catch (IOException gone) {
                // That was the point.
            }
        }
        streams.clear();
    }

    /** An agent says something; by entries alone if no stream is open. */
    public String agentSays(String conversation, String name, String text) {
        var entry = message(UUID.randomUUID().toString(), "Agent", name, text);
        entries.add(entry);
        push(conversation, "CONVERSATION_MESSAGE", entry);
        return entry.getString("identifier");
    }

    /** An agent sends a file that lies at an address. */
    public void agentSends(String conversation, String name, String url) {
        var id = UUID.randomUUID().toString();
        var entry = message(id, "Agent", "Dewi", "");
        entry.getJsonObject("entryPayload")
                .getJsonObject("abstractMessage")
                .put(
                        "staticContent",
                        new JsonObject()
                                .put("formatType", "Attachments")
                                .put("text", "your permit")
                                .put(
                                        "attachments",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("name", name)
                                                        .put("mimeType", "application/pdf")
                                                        .put("url", url))));
        entries.add(entry);
        push(conversation, "CONVERSATION_MESSAGE", entry);
    }

    /** Only in the list, as after a gap of the stream. */
    public void agentSaidUnheard(String name, String text) {
        entries.add(message(UUID.randomUUID().toString(), "Agent", name, text));
    }

    public void agentJoins(String conversation, String name) {
        var change = new JsonObject()
                .put("operation", "add")
                .put("participant", new JsonObject().put("role", "Agent").put("subject", "005x"))
                .put("displayName", name);
        happens(conversation, "ParticipantChanged", new JsonObject().put("entries", new JsonArray().add(change)));
    }

    public void happens(String conversation, String type, JsonObject payload) {
        var entry = entry(UUID.randomUUID().toString(), type, "System", "Automated Process", payload);
        entries.add(entry);
        push(conversation, "CONVERSATION_EVENT", entry);
    }

    /** A visitor's message that somebody sent before. */
    public void has(String id, String text) {
        entries.add(message(id, "EndUser", "Guest", text));
    }

    /** Pushes an entry of the list again, as Salesforce does after a reconnect. */
    public void repeat(String conversation, String identifier) {
        entries.stream()
                .filter(entry -> identifier.equals(entry.getString("identifier")))
                .forEach(entry -> push(conversation, "CONVERSATION_MESSAGE", entry));
    }

    /** Writes raw bytes into the open streams, in pieces of the given size. */
    public void raw(String text, int size) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        streams.removeIf(stream -> !isWritten(stream, bytes, size));
    }

    private static boolean isWritten(OutputStream stream, byte[] bytes, int size) {
        try {
            for (int at = 0; at < bytes.length; at += size) {
                stream.write(bytes, at, Math.min(size, bytes.length - at));
                stream.flush();
            }
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    public String eventOf(String conversation, String identifier, String name, String text) {
        var entry = message(identifier, "Agent", name, text);
        entries.add(entry);
        return "event: CONVERSATION_MESSAGE\nid: " + event.incrementAndGet() + "\ndata: "
                + envelope(conversation, entry) + "\n\n";
    }

    @Override
    public void close() {
        dropStreams();
        server.stop(0);
    }

    private void push(String conversation, String name, JsonObject entry) {
        raw(
                "event: " + name + "\nid: " + event.incrementAndGet() + "\ndata: " + envelope(conversation, entry)
                        + "\n\n",
                4096);
    }

    private static String envelope(String conversation, JsonObject entry) {
        var flat = entry.copy()
                .put("entryPayload", entry.getJsonObject("entryPayload").encode());
        return new JsonObject()
                .put("conversationId", conversation)
                .put("conversationEntry", flat)
                .encode();
    }

    private JsonObject message(String id, String role, String name, String text) {
        var payload = new JsonObject()
                .put("entryType", "Message")
                .put("id", id)
                .put(
                        "abstractMessage",
                        new JsonObject()
                                .put("messageType", "StaticContentMessage")
                                .put("id", id)
                                .put(
                                        "staticContent",
                                        new JsonObject()
                                                .put("formatType", "Text")
                                                .put("text", text)));
        return entry(id, "Message", role, name, payload);
    }

    private JsonObject entry(String id, String type, String role, String name, JsonObject payload) {
        return new JsonObject()
                .put("identifier", id)
                .put("entryType", type)
                .put("entryPayload", payload.put("entryType", type).put("id", id))
                .put("sender", new JsonObject().put("role", role))
                .put("senderDisplayName", name)
                .put("transcriptedTimestamp", clock.incrementAndGet())
                .put("relatedRecords", new JsonArray().add("0Mw000000000001"));
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString();
        var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var json = text.startsWith("{")
                ? new JsonObject(text)
                : path.endsWith("/file") ? firstPart(text) : new JsonObject();
        calls.add(new Call(exchange.getRequestMethod(), path, json, text, System.nanoTime()));
        var trouble = troubles.peek();
        boolean troubled = trouble != null && path.contains(trouble.path());
        if (troubled) {
            troubles.remove(trouble);
            if (trouble.done()) {
                accept(path, json);
            }
            if (trouble.status() == 0) {
                exchange.close();
                return;
            }
            trouble.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            answer(exchange, trouble.status(), "{\"message\":\"trouble\"}");
            return;
        }
        if (path.endsWith("/authenticated/access-token")
                && exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 200, token(json));
        } else if (isBad(exchange)) {
            answer(exchange, 401, "{\"message\":\"expired\"}");
        } else if (path.startsWith("/eventrouter")) {
            stream(exchange);
        } else if (path.contains("/entries")) {
            answer(exchange, 200, list(path).encode());
        } else if (exchange.getRequestMethod().equals("GET")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("a file".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        } else {
            accept(path, json);
            answer(
                    exchange,
                    exchange.getRequestMethod().equals("DELETE")
                            ? 204
                            : path.endsWith("/message") || path.endsWith("/file") ? 202 : 201,
                    "");
        }
    }

    private static JsonObject firstPart(String form) {
        int from = form.indexOf('{');
        return new JsonObject(form.substring(from, form.indexOf("\r\n--", from)));
    }

    private void accept(String path, JsonObject json) {
        if (path.endsWith("/message") || path.endsWith("/file")) {
            var message = json.getJsonObject("message");
            var id = message.getString("id");
            boolean known = entries.stream().anyMatch(entry -> id.equals(entry.getString("identifier")));
            if (!known) {
                entries.add(message(
                        id,
                        "EndUser",
                        "Guest",
                        path.endsWith("/file")
                                ? "file: " + message.getString("text")
                                : message.getJsonObject("staticContent").getString("text")));
            }
        }
    }

    private synchronized boolean isBad(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null || badTokens.contains(header.substring("Bearer ".length()));
    }

    private String token(JsonObject request) {
        var claims = new JsonObject(new String(
                Base64.getUrlDecoder()
                        .decode(request.getString("customerIdentityToken").split("\\.", -1)[1]),
                StandardCharsets.UTF_8));
        var subject = anonymous ? "v2/iamessage/ANON/1" : "v2/iamessage/AUTH/keys/uid:" + claims.getString("sub");
        var content = new JsonObject()
                .put("sub", subject)
                .put("jti", UUID.randomUUID().toString())
                .put("exp", Instant.now().getEpochSecond() + tokenSeconds);
        lastToken = "e30."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(content.encode().getBytes(StandardCharsets.UTF_8))
                + ".x";
        return new JsonObject()
                .put("accessToken", lastToken)
                .put("lastEventId", "999")
                .put("context", new JsonObject().put("endUser", new JsonObject().put("subject", subject)))
                .encode();
    }

    private JsonObject list(String path) {
        var list = new ArrayList<>(entries);
        if (path.contains("FromEnd")) {
            Collections.reverse(list);
        }
        return new JsonObject().put("conversationEntries", new JsonArray(list.subList(0, Math.min(50, list.size()))));
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var body = exchange.getResponseBody();
        body.write("event: ping\ndata: 0\n\n".getBytes(StandardCharsets.UTF_8));
        body.flush();
        streams.add(body);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
