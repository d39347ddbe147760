package dev.sapa.gateway.credential;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.Servers;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.Tokens;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a company's server signed. Whether a signature is good, auth-service's own tests say. */
@GatewayTest
class SignedRequestTest {

    private static final String GOOD = "v1=" + "a".repeat(64);
    private static final String WRONG = "v1=" + "0".repeat(64);

    private final StubServices services = StubServices.get();
    private final String keyId = "ak_" + UUID.randomUUID().toString().substring(0, 16);

    @Test
    void goes_on_with_a_bearer_token_and_its_body_in_the_signatures_place() throws Exception {
        var body = "{\"topic\":\"Izin é\"}";

        signed("n-1", GOOD)
                .urlEncodingEnabled(false)
                .header("X-Forwarded-For", "203.0.113.77")
                .contentType("application/json; charset=utf-8")
                .body(body)
                .post("/api/v2/chat/conversations?b=%20&a=1")
                .then()
                .statusCode(200)
                .body("echo", equalTo(body));

        var asked = services.seen("/oauth/token").stream()
                .filter(request -> request.body().contains("signed-request"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(asked.header("Authorization")).isEqualTo("Bearer stub-service-token");
        var statement = services.statementIn(asked.body());
        assertThat(statement.path("key_id").asText()).isEqualTo(keyId);
        assertThat(statement.path("method").asText()).isEqualTo("POST");
        assertThat(statement.path("path").asText()).isEqualTo("/api/v2/chat/conversations");
        assertThat(statement.path("query").asText()).isEqualTo("b=%20&a=1");
        assertThat(statement.path("timestamp").asText()).isEqualTo("1700000000");
        assertThat(statement.path("nonce").asText()).isEqualTo("n-1");
        assertThat(statement.path("signature").asText()).isEqualTo(GOOD);
        assertThat(statement.path("body_sha256").asText()).isEqualTo(sha256(body));
        var passed = services.seen("/conversations?b=%20&a=1").get(0);
        assertThat(passed.header("Authorization")).startsWith("Bearer ey");
        assertThat(passed.header("X-Sapa-Signature")).isEmpty();
        assertThat(passed.header("X-Sapa-Key")).isEmpty();
        assertThat(passed.header("Content-Length")).isEqualTo(String.valueOf(bytes(body).length));
    }

    @Test
    void takes_requests_without_a_body_and_of_other_surfaces_too() throws Exception {
        var conversation = services.conversation(UUID.randomUUID());
        signed("g-1", GOOD)
                .get("/api/v2/chat/conversations/" + conversation.id)
                .then()
                .statusCode(404);
        var statement = services.statementIn(services.seen("/oauth/token").stream()
                .reduce((first, second) -> second)
                .orElseThrow()
                .body());
        assertThat(statement.path("body_sha256").asText()).isEqualTo(sha256(""));

        var topic = "Topic " + keyId;
        signed("g-2", GOOD)
                .header("X-Forwarded-For", "203.0.113.78")
                .contentType(ContentType.JSON)
                .body(Map.of("topic", topic, "browser_uuid", UUID.randomUUID().toString()))
                .post("/api/public/chat/start");
        assertThat(services.seen("/conversations"))
                .anyMatch(request -> request.body().contains(topic)
                        && request.header("Authorization").startsWith("Bearer ey"));
    }

    @Test
    void refuses_alike_what_is_wrong_incomplete_doubled_or_sent_again() {
        refused(signed("w-1", WRONG));
        refused(given().header("X-Sapa-Key", keyId));
        refused(given().header("X-Sapa-Signature", GOOD));
        refused(signed("w 1", GOOD));
        refused(signed("x".repeat(65), GOOD));
        refused(signed("w-2", GOOD).header("X-Sapa-Nonce", "w-3"));
        refused(signed("w-4", GOOD)
                .auth()
                .oauth2(Tokens.agent(UUID.randomUUID(), "Ani").token()));

        signed("once", GOOD).get("/api/v2/chat/conversations/x").then().statusCode(404);
        refused(signed("once", GOOD));
        signed("w-1", GOOD).get("/api/v2/chat/conversations/x").then().statusCode(404);
    }

    @Test
    void keeps_a_key_from_what_is_for_staff_and_a_reading_key_from_writing() {
        signed("s-1", GOOD).get("/api/v2/routing/queue").then().statusCode(403).body("code", equalTo("forbidden"));
        given().auth()
                .oauth2(Tokens.ofKey(UUID.randomUUID(), "read"))
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v2/chat/conversations")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Tokens.ofKey(UUID.randomUUID(), "read"))
                .get("/api/v2/chat/conversations/x")
                .then()
                .statusCode(404);
    }

    @Test
    void holds_no_more_than_a_body_may_have() {
        signed("l-1", GOOD)
                .contentType(ContentType.JSON)
                .body("x".repeat(1_048_577))
                .post("/api/v2/chat/conversations")
                .then()
                .statusCode(413);
    }

    @Test // F18
    void answers_503_while_nobody_can_tell() throws Exception {
        var redis = Servers.hangRedis();
        try (redis) {
            unavailable(signed("r-1", GOOD));
        }
        signed("r-2", GOOD).get("/api/v2/chat/conversations/x").then().statusCode(404);

        services.fail("/oauth/token");
        unavailable(signed("r-3", GOOD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/nothing/x", "/no/such/page"})
    void is_asked_for_nothing_more_where_nothing_is(String path) {
        signed("p-" + path.length(), GOOD).get(path).then().statusCode(404);
    }

    private static void unavailable(RequestSpecification request) {
        request.get("/api/v2/chat/conversations/x")
                .then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("[1-9]\\d*"));
    }

    private static void refused(RequestSpecification request) {
        request.get("/api/v2/chat/conversations/x").then().statusCode(401).body("code", equalTo("signature-refused"));
    }

    private RequestSpecification signed(String nonce, String signature) {
        return given().header("X-Sapa-Key", keyId)
                .header("X-Sapa-Timestamp", "1700000000")
                .header("X-Sapa-Nonce", nonce)
                .header("X-Sapa-Signature", signature);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
