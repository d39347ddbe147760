package dev.sapa.gateway.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The services as far as people are concerned for whom a company vouches with a token of its own. */
public final class StubVouched {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectMapper json = new ObjectMapper();
    private final Function<UUID, StubConversation> founder;
    private final Map<String, StubConversation> byUser = new ConcurrentHashMap<>();
    private final Map<String, Long> positions = new ConcurrentHashMap<>();

    StubVouched(Function<UUID, StubConversation> founder) {
        this.founder = founder;
    }

    /** A token of the company's own; auth-service knows it as good by its last part. */
    public static String token(UUID company, String user, String role, Instant expiresAt) {
        var claims = JSON.objectNode()
                .put("company_id", company.toString())
                .put("user_id", user)
                .put("role", role)
                .put("exp", expiresAt.getEpochSecond());
        return "e30." + encoded(claims) + ".good";
    }

    public static String token(UUID company, String user, String role) {
        return token(company, user, role, Instant.now().plusSeconds(600));
    }

    /** The conversation of the company's user. */
    public StubConversation conversationOf(UUID company, String user) {
        return byUser.computeIfAbsent(company + " " + user, key -> founder.apply(company));
    }

    public long position(String side, StubConversation conversation) {
        return positions.getOrDefault(side + conversation.id, 0L);
    }

    /** The status and body of the answer; null when the request is not about such people. */
    StubServices.@Nullable Reply answer(HttpExchange exchange, String request, String body) throws IOException {
        if (request.equals("POST /oauth/token") && body.contains("company-jwt")) {
            return exchanged(body);
        }
        if (request.startsWith("GET /serving/")) {
            return serving(request);
        }
        if (request.equals("POST /serving/positions")) {
            var said = json.readTree(body);
            said.path("positions")
                    .properties()
                    .forEach(position -> positions.merge(
                            said.path("side").asText() + position.getKey(),
                            position.getValue().asLong(),
                            Math::max));
            return new StubServices.Reply(204, null);
        }
        if (request.equals("POST /hand-offs")) {
            return handedOff(exchange, json.readTree(body));
        }
        var caller = caller(exchange);
        return caller == null ? null : ofCaller(caller, request, json.readTree(body.isBlank() ? "{}" : body));
    }

    private StubServices.Reply exchanged(String form) throws IOException {
        var token = URLDecoder.decode(form.replaceAll(".*subject_token=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        var parts = token.split("\\.", -1);
        var claims = parts.length == 3 && parts[2].equals("good")
                ? json.readTree(Base64.getUrlDecoder().decode(parts[1]))
                : null;
        if (claims == null || claims.path("exp").asLong() <= Instant.now().getEpochSecond()) {
            return StubServices.problem(401, "subject-refused");
        }
        var vouched = JSON.objectNode()
                .put("company_id", claims.path("company_id").asText())
                .put("company_user_id", claims.path("user_id").asText())
                .put("role", claims.path("role").asText().equals("admin") ? "agent-limited" : "visitor");
        return new StubServices.Reply(
                200,
                JSON.objectNode()
                        .put("access_token", "e30." + encoded(vouched) + ".vouched")
                        .put("expires_in", 60));
    }

    private @Nullable JsonNode caller(HttpExchange exchange) throws IOException {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return authorization != null && authorization.endsWith(".vouched")
                ? json.readTree(Base64.getUrlDecoder().decode(authorization.split("\\.", -1)[1]))
                : null;
    }

    private StubServices.@Nullable Reply ofCaller(JsonNode caller, String request, JsonNode body) {
        var company = UUID.fromString(caller.path("company_id").asText());
        var name = caller.path("company_user_id").asText();
        if (request.equals("POST /serving/visitor")) {
            return new StubServices.Reply(
                    200,
                    JSON.objectNode()
                            .put(
                                    "visitor_id",
                                    conversationOf(company, name).visitor.toString()));
        }
        if (request.equals("POST /conversations")) {
            return new StubServices.Reply(201, conversationOf(company, name).view());
        }
        if (request.equals("POST /serving/conversation")) {
            var known = byUser.get(company + " " + body.path("user_id").asText());
            return known == null
                    ? StubServices.problem(404, "conversation-not-found")
                    : new StubServices.Reply(200, known.view());
        }
        return request.endsWith("/messages") ? posted(caller, request, body) : null;
    }

    private StubServices.Reply posted(JsonNode caller, String request, JsonNode body) {
        var conversation = byId(request.replaceAll(".*/conversations/([^/]*)/.*", "$1"));
        boolean visitor = caller.path("role").asText().equals("visitor");
        var clientMsgId = body.path("client_msg_id").asText();
        var before = conversation.sent(clientMsgId);
        var message = before != null
                ? before
                : conversation.commit(
                        visitor ? "visitor" : "agent",
                        visitor ? conversation.visitor : null,
                        body.path("text").asText(),
                        clientMsgId);
        if (!visitor) {
            message.put("author_name", caller.path("company_user_id").asText());
        }
        var answer = JSON.objectNode().put("duplicate", before != null);
        answer.set("message", message);
        answer.set("conversation", conversation.view());
        return new StubServices.Reply(201, answer);
    }

    private StubConversation byId(String id) {
        return byUser.values().stream()
                .filter(conversation -> conversation.id.toString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private StubServices.Reply serving(String request) {
        var id = request.replaceAll(".*/serving/[a-z]*/([^/?]*).*", "$1");
        if (request.contains("/serving/conversations/")) {
            var conversation = byId(id);
            return new StubServices.Reply(
                    200,
                    JSON.objectNode()
                            .put("visitor_name", nameOf(conversation))
                            .put("visitor_seq", position("visitor", conversation))
                            .put("staff_seq", position("staff", conversation)));
        }
        boolean ofCompany = request.contains("/companies/");
        var answer = JSON.objectNode();
        var items = answer.putArray("items");
        byUser.values().stream()
                .filter(one ->
                        (ofCompany ? one.company : one.visitor).toString().equals(id))
                .forEach(one -> StreamSupport.stream(
                                one.after(position(ofCompany ? "staff" : "visitor", one), 1000)
                                        .spliterator(),
                                false)
                        .filter(message -> message.path("author").asText().equals("visitor") == ofCompany)
                        .forEach(message -> items.addObject()
                                .put("visitor_name", nameOf(one))
                                .set("message", message)));
        return new StubServices.Reply(200, answer);
    }

    private String nameOf(StubConversation conversation) {
        return byUser.entrySet().stream()
                .filter(entry -> entry.getValue() == conversation)
                .map(entry -> entry.getKey().split(" ", 2)[1])
                .findFirst()
                .orElseThrow();
    }

    private StubServices.Reply handedOff(HttpExchange exchange, JsonNode body) {
        if (body.path("company").asText().equals("nowhere")) {
            return StubServices.problem(404, "company-unknown");
        }
        if (body.path("company").asText().equals("strict")
                && exchange.getRequestHeaders().getFirst("Authorization") == null) {
            return StubServices.problem(401, "credential-required");
        }
        return new StubServices.Reply(
                200,
                conversationOf(
                                UUID.fromString(
                                        body.path("company").asText().equals("strict")
                                                ? new UUID(0, 1).toString()
                                                : body.path("company").asText()),
                                body.path("user_id").asText())
                        .view());
    }

    private static String encoded(ObjectNode claims) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8));
    }
}
