package dev.sapa.gateway.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The three services on one port, as far as the gateway calls them: the native API over conversations in memory. */
public final class StubServices {

    private static final String PORT = "dev.sapa.gateway.kit.port";
    private static final String SERVER = "dev.sapa.gateway.kit.server";
    private static final String SERVICE_TOKEN = "stub-service-token";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static @Nullable StubServices running;

    /** What is uploaded and downloaded. */
    public final StubFiles files = new StubFiles();

    /** People for whom a company vouches. */
    public final StubVouched vouched = new StubVouched(this::conversation);

    /** A request that was answered. */
    public record Seen(String method, String path, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            var values = headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .findFirst()
                    .map(Map.Entry::getValue)
                    .orElse(List.of());
            return values.isEmpty() ? "" : values.get(0);
        }
    }

    record Reply(int status, @Nullable JsonNode body) {}

    private final ObjectMapper json = new ObjectMapper();
    private final Map<UUID, StubConversation> conversations = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<String> unavailable = new CopyOnWriteArrayList<>();
    private final List<ObjectNode> revoked = new CopyOnWriteArrayList<>();
    private final Map<String, UUID> sessions = new ConcurrentHashMap<>();
    private volatile boolean batches = true;
    private volatile boolean losesAnswers;
    private volatile CountDownLatch readings = new CountDownLatch(0);
    private final AtomicInteger heldReadings = new AtomicInteger();

    /** The port, the same for all class loaders of the test run. */
    static synchronized int port() {
        var known = System.getProperty(PORT);
        if (known == null) {
            known = String.valueOf(GatewayTestSettings.freePort());
            System.setProperty(PORT, known);
        }
        return Integer.parseInt(known);
    }

    /** The services, started when first asked for. */
    public static synchronized StubServices get() {
        if (running == null) {
            running = new StubServices();
            running.listen();
        }
        running.unavailable.clear();
        running.batches = true;
        running.losesAnswers = false;
        running.readOn();
        return running;
    }

    private void listen() {
        // Else the server's two writes for one answer wait 40 ms for each other.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // A test that is run again has another class loader, and the port is still the first one's.
        if (System.getProperties().remove(SERVER) instanceof HttpServer before) {
            before.stop(0);
        }
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 100);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "stub");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", this::handle);
            server.start();
            System.getProperties().put(SERVER, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StubConversation conversation(UUID company) {
        return add(new StubConversation(company, true));
    }

    /** One whose company admits nobody by bare id. */
    public StubConversation strictConversation(UUID company) {
        return add(new StubConversation(company, false));
    }

    private StubConversation add(StubConversation conversation) {
        conversations.put(conversation.id, conversation);
        return conversation;
    }

    /** Makes requests whose path contains the text fail with 503 until {@link #get} is called. */
    public void fail(String pathPart) {
        unavailable.add(pathPart);
    }

    /** Is a chat-service that does not know batches, until {@link #get} is called. */
    public void knowNoBatches() {
        batches = false;
    }

    /** Answers nobody who reads a conversation until {@link #readOn} or {@link #get} is called. */
    public void holdReadings() {
        readings = new CountDownLatch(1);
    }

    public void readOn() {
        readings.countDown();
    }

    /** How many wait for that. */
    public int heldReadings() {
        return heldReadings.get();
    }

    private void awaitReadings() {
        heldReadings.incrementAndGet();
        try {
            readings.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            heldReadings.decrementAndGet();
        }
    }

    /** Commits the next messages, alone or together, and closes the connection without an answer. */
    public void loseAnswers() {
        losesAnswers = true;
    }

    private boolean losesAnswer() {
        boolean loses = losesAnswers;
        losesAnswers = false;
        return loses;
    }

    public void recover() {
        unavailable.clear();
    }

    public List<Seen> seen(String pathPart) {
        return seen.stream()
                .filter(request -> request.path().contains(pathPart))
                .toList();
    }

    /** Sockets that routing-service was told of. */
    public Map<String, UUID> sessions() {
        return sessions;
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (files.handles(exchange)) {
            files.handle(exchange);
            return;
        }
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var path = exchange.getRequestURI().toString();
        if (path.equals("/messages")) {
            batch(exchange, body);
            return;
        }
        seen.add(new Seen(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), body));
        if (path.matches("/conversations/[^/?]+") && !path.endsWith("heads")) {
            awaitReadings();
        }
        Reply reply;
        try {
            reply = unavailable.stream().anyMatch(path::contains)
                    ? problem(503, "service-unavailable")
                    : answer(exchange, exchange.getRequestMethod() + " " + path, body);
        } catch (RuntimeException e) {
            reply = new Reply(500, JSON.objectNode().put("code", "stub-failed").put("detail", e.toString()));
        }
        if (path.endsWith("/messages") && losesAnswer()) {
            exchange.close();
            return;
        }
        var bytes = reply.body() == null ? new byte[0] : reply.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Each line as if it had come alone; the answers come in the other order, to show that their order means nothing. */
    private void batch(HttpExchange exchange, String body) throws IOException {
        if (!batches) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        var lines = body.lines().toList();
        var answers = new ArrayDeque<String>();
        for (int i = 0; i < lines.size(); i++) {
            var line = (ObjectNode) json.readTree(lines.get(i));
            var authorization = "Bearer " + line.remove("token").asText();
            var path = "/conversations/" + line.remove("conversation_id").asText() + "/messages";
            var trace = line.remove("traceparent").asText();
            seen.add(new Seen(
                    "POST",
                    path,
                    Map.of("Authorization", List.of(authorization), "traceparent", List.of(trace)),
                    line.toString()));
            Reply reply;
            try {
                reply = unavailable.stream().anyMatch(path::contains)
                        ? problem(503, "service-unavailable")
                        : conversation(authorization, "POST " + path, line.toString());
            } catch (RuntimeException e) {
                reply = new Reply(
                        500, JSON.objectNode().put("code", "stub-failed").put("detail", e.toString()));
            }
            var answer = JSON.objectNode().put("line", i).put("status", reply.status());
            answer.set("body", reply.body());
            answers.addFirst(answer + "\n");
        }
        if (losesAnswer()) {
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        for (var answer : answers) {
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
        }
        exchange.close();
    }

    private Reply answer(HttpExchange exchange, String request, String body) throws IOException {
        var ofVouched = vouched.answer(exchange, request, body);
        if (ofVouched != null) {
            return ofVouched;
        }
        if (request.startsWith("GET /ready/")) {
            return new Reply(200, JSON.objectNode().put("status", "UP"));
        }
        if (request.equals("GET /.well-known/jwks.json")) {
            return new Reply(200, json.readTree(Tokens.keySet()));
        }
        if (request.equals("POST /oauth/token") && body.contains("signed-request")) {
            return isService(exchange) ? signer(body) : problem(401, "invalid-client");
        }
        if (request.startsWith("GET /revocations")) {
            return isService(exchange) ? revocations(request) : problem(403, "forbidden");
        }
        if (request.equals("POST /oauth/token")) {
            return new Reply(
                    200, JSON.objectNode().put("access_token", SERVICE_TOKEN).put("expires_in", 900));
        }
        if (request.contains(" /presence/")) {
            return presence(request, body);
        }
        if (request.equals("PUT /agents/me/status")) {
            return new Reply(204, null);
        }
        if (request.equals("POST /conversations/heads")) {
            return isService(exchange) ? heads(json.readTree(body)) : problem(403, "forbidden");
        }
        if (request.equals("POST /conversations/views")) {
            return batches ? views(json.readTree(body)) : problem(405, "method-not-allowed");
        }
        if (request.startsWith("GET /conversations?")) {
            return own(exchange);
        }
        if (request.equals("POST /conversations")) {
            return new Reply(
                    201,
                    JSON.objectNode().put("id", UUID.randomUUID().toString()).put("echo", body));
        }
        return request.contains(" /conversations/")
                ? conversation(exchange.getRequestHeaders().getFirst("Authorization"), request, body)
                : new Reply(200, JSON.objectNode().put("echo", body).put("request", request));
    }

    /** A key of that company signs; the tests choose its scopes by the key's name, and a signature of zeros is wrong. */
    private Reply signer(String form) throws IOException {
        var statement = statementIn(form);
        if (statement.path("signature").asText().endsWith("=" + "0".repeat(64))) {
            return problem(401, "subject-refused");
        }
        var scopes = statement.path("key_id").asText().contains("read") ? "read" : "read write";
        return new Reply(
                200,
                JSON.objectNode()
                        .put("access_token", Tokens.ofKey(UUID.randomUUID(), scopes))
                        .put("expires_in", 60));
    }

    /** What a form of the token endpoint says was signed. */
    public JsonNode statementIn(String form) throws IOException {
        var matcher = Pattern.compile("subject_token=([A-Za-z0-9_-]+)").matcher(form);
        if (!matcher.find()) {
            throw new IllegalArgumentException("No subject token");
        }
        return json.readTree(Base64.getUrlDecoder().decode(matcher.group(1)));
    }

    /** Ends the log-in of that person as far as {@code GET /revocations} tells. */
    public void revoke(Tokens.Person person) {
        revoked.add(JSON.objectNode()
                .put("staff_id", person.id().toString())
                .put("company_id", person.company().toString())
                .put("session_id", person.session().toString())
                .put("issued_before", Instant.now().plusSeconds(1).toString())
                .put("reason", "logout"));
    }

    /** The first page is empty and names another. */
    private Reply revocations(String request) {
        var page = JSON.objectNode().put("as_of", Instant.now().toString());
        var items = page.putArray("items");
        if (request.contains("cursor=next")) {
            revoked.forEach(items::add);
            page.putNull("next_cursor");
        } else {
            page.put("next_cursor", "next");
        }
        return new Reply(200, page);
    }

    private static boolean isService(HttpExchange exchange) {
        return isService(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static boolean isService(@Nullable String authorization) {
        return ("Bearer " + SERVICE_TOKEN).equals(authorization);
    }

    private Reply presence(String request, String body) throws IOException {
        var socket = request.substring(request.lastIndexOf('/') + 1);
        if (request.startsWith("PUT")) {
            sessions.put(
                    socket, UUID.fromString(json.readTree(body).path("staff_id").asText()));
            return new Reply(204, null);
        }
        if (request.startsWith("DELETE")) {
            sessions.remove(socket);
            return new Reply(204, null);
        }
        var unknown = JSON.objectNode();
        var list = unknown.putArray("unknown");
        for (var named : json.readTree(body).path("sessions")) {
            if (!sessions.containsKey(named.asText())) {
                list.add(named.asText());
            }
        }
        return new Reply(200, unknown);
    }

    private Reply heads(JsonNode body) {
        var answer = JSON.objectNode();
        var heads = answer.putObject("heads");
        for (var id : body.path("ids")) {
            var conversation = conversations.get(UUID.fromString(id.asText()));
            if (conversation != null) {
                heads.putObject(id.asText())
                        .put("last_seq", conversation.lastSeq())
                        .put("version", conversation.version());
            }
        }
        return new Reply(200, answer);
    }

    private Reply views(JsonNode body) throws IOException {
        var answer = JSON.objectNode();
        var items = answer.putArray("items");
        for (var item : body.path("items")) {
            var path = "/conversations/" + item.path("conversation_id").asText();
            var reply = conversation("Bearer " + item.path("token").asText(), "GET " + path, "");
            items.addObject().put("status", reply.status()).set("body", reply.body());
        }
        return new Reply(200, answer);
    }

    private Reply own(HttpExchange exchange) {
        var staff = claims(exchange);
        var page = JSON.objectNode();
        var items = page.putArray("items");
        for (var conversation : conversations.values()) {
            if (staff.path("user_id").asText().equals(conversation.agentId())
                    && conversation.status().equals("active")) {
                items.add(conversation.view());
            }
        }
        return new Reply(200, page.putNull("next_cursor"));
    }

    private Reply conversation(@Nullable String authorization, String request, String body) throws IOException {
        var rest = request.substring(request.indexOf("/conversations/") + "/conversations/".length());
        var id = rest.split("[/?]", 2)[0];
        var conversation = id.length() == 36 ? conversations.get(UUID.fromString(id)) : null;
        if (conversation == null) {
            return problem(404, "conversation-not-found");
        }
        if (request.endsWith("/access")) {
            return conversation.open
                    ? new Reply(200, JSON.objectNode().put("session_token", conversation.sessionToken))
                    : problem(404, "conversation-not-found");
        }
        int refusal = refusal(authorization, conversation);
        if (refusal != 0 || authorization == null) {
            return problem(refusal, refusal == 401 ? "credential-refused" : "conversation-not-found");
        }
        if (request.startsWith("GET") && rest.contains("/messages")) {
            var items = conversation.after(number(rest, "after_seq"), (int) number(rest, "limit"));
            var page = JSON.objectNode().put("last_seq", conversation.lastSeq());
            page.set("items", items);
            return new Reply(200, page);
        }
        if (rest.contains("/messages")) {
            return post(authorization, conversation, json.readTree(body));
        }
        return request.startsWith("GET") ? new Reply(200, conversation.view()) : new Reply(204, null);
    }

    private static long number(String query, String name) {
        var matcher = Pattern.compile(name + "=(\\d+)").matcher(query);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private int refusal(@Nullable String authorization, StubConversation conversation) {
        if (authorization == null) {
            return 401;
        }
        var token = authorization.substring("Bearer ".length());
        if (token.startsWith("lcs_bad")) {
            return 401;
        }
        if (token.startsWith("lcs_")) {
            return token.equals(conversation.sessionToken) ? 0 : 404;
        }
        if (isService(authorization)) {
            return 0;
        }
        return claims(authorization).path("company_id").asText().equals(conversation.company.toString()) ? 0 : 404;
    }

    private JsonNode claims(HttpExchange exchange) {
        return claims(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private JsonNode claims(String authorization) {
        var parts = authorization.split("\\.", -1);
        try {
            return json.readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply post(String authorization, StubConversation conversation, JsonNode body) {
        if (conversation.isClosed()) {
            return problem(409, "conversation-closed");
        }
        var clientMsgId = body.path("client_msg_id").asText(null);
        var before = clientMsgId == null ? null : conversation.sent(clientMsgId);
        if (before != null && !before.path("text").equals(body.path("text"))) {
            return problem(409, "client-msg-id-reused");
        }
        boolean visitor = authorization.contains("lcs_");
        var author = visitor
                ? conversation.visitor
                : UUID.fromString(claims(authorization).path("user_id").asText());
        var message = before != null
                ? before
                : conversation.commit(
                        visitor ? "visitor" : "agent", author, body.path("text").asText(), clientMsgId);
        var answer = JSON.objectNode().put("duplicate", before != null);
        answer.set("message", message);
        answer.set("conversation", conversation.view());
        return new Reply(before == null ? 201 : 200, answer);
    }

    static Reply problem(int status, String code) {
        ObjectNode body = JSON.objectNode()
                .put("type", "urn:sapa:problem:" + code)
                .put("title", code)
                .put("status", status)
                .put("detail", "Refused: " + code)
                .put("code", code);
        return new Reply(status, body);
    }
}
