package dev.sapa.gateway.route;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class PassThroughTest {

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    private final StubServices services = StubServices.get();
    private final UUID company = UUID.randomUUID();

    @Test
    void passes_a_request_on_unchanged_and_says_for_whom() {
        var token = Tokens.agent(company, "Ani").token();

        given().urlEncodingEnabled(false)
                .auth()
                .oauth2(token)
                .header("X-Request-Id", "req-42")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Host", "portal.example")
                .header("Idempotency-Key", "once")
                .get("/api/v2/routing/queue?limit=5&topic=a%20b")
                .then()
                .statusCode(200)
                .header("X-Request-Id", "req-42")
                .header("X-Content-Type-Options", "nosniff")
                .body("request", equalTo("GET /queue?limit=5&topic=a%20b"));

        var seen = services.seen("/queue?").get(0);
        assertThat(seen.header("Authorization")).isEqualTo("Bearer " + token);
        assertThat(seen.header("X-Forwarded-For")).isEqualTo("203.0.113.9");
        assertThat(seen.header("X-Forwarded-Host")).isEqualTo("portal.example");
        assertThat(seen.header("Idempotency-Key")).isEqualTo("once");
        assertThat(seen.header("X-Request-Id")).isEqualTo("req-42");
        assertThat(seen.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void metrics_name_the_route_and_no_conversation() {
        var conversation = services.strictConversation(company);

        given().header("X-Session-Token", conversation.sessionToken)
                .get("/api/v2/chat/conversations/" + conversation.id)
                .then()
                .statusCode(200);

        await().untilAsserted(() -> given().get("http://localhost:" + managementPort + "/q/metrics")
                .then()
                .body(containsString("uri=\"/api/v2/chat/conversations/{id}\""))
                .body(not(containsString(conversation.id.toString()))));
    }

    @Test
    void turns_a_session_token_of_a_header_or_cookie_into_the_services_credential() {
        var conversation = services.strictConversation(company).says("one");
        var path = "/api/v2/chat/conversations/" + conversation.id + "/messages?after_seq=0&limit=10";

        given().header("X-Session-Token", conversation.sessionToken)
                .get(path)
                .then()
                .statusCode(200)
                .body("items[0].text", equalTo("one"));
        given().cookie("sapa_session", conversation.sessionToken)
                .get(path)
                .then()
                .statusCode(200);
        given().get(path).then().statusCode(401).body("code", equalTo("credential-required"));
    }

    @Test
    void streams_bodies_both_ways() {
        var conversation = services.conversation(company);

        given().auth()
                .oauth2(conversation.sessionToken)
                .contentType(ContentType.JSON)
                .body("{\"text\":\"" + "x".repeat(15_000) + "\"}")
                .post("/api/v2/chat/conversations/" + conversation.id + "/messages")
                .then()
                .statusCode(201)
                .body("message.text.length()", equalTo(15_000));
    }

    @Test
    void answers_503_when_no_replica_can_be_reached() {
        services.fail("/queue");

        given().auth()
                .oauth2(Tokens.agent(company, "Ani").token())
                .get("/api/v2/routing/queue")
                .then()
                .statusCode(503)
                .contentType("application/json")
                .body("code", equalTo("service-unavailable"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/chat/../auth/me",
                "/api/v2/chat/%2e%2e/auth/me",
                "/api/v2/chat/..%2fauth/me",
                "/api/v2/chat//conversations",
                "/api/v2/chat/conversations;x=1",
                "/api/v2/chat/conversations%3bx",
                "/api/v2/chat/conversations%00",
                "/api/v2/chat/conversations/%252e%252e/heads",
                "/api/v2/chat\\conversations",
                "/api/v2/chat/conversations/%zz",
                "/ws/../api/v2/auth/me",
                "//api/v2/auth/me",
            })
    void refuses_paths_that_mean_different_things_to_different_readers(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1")).startsWith("HTTP/1.1 400");
    }

    private String raw(String requestLine) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v2/chat/conversations/heads",
                "PUT /api/v2/chat/conversations/019a0000-0000-7000-8000-000000000000/assignment",
                "PUT /api/v2/routing/presence/sessions/019a0000-0000-7000-8000-000000000000",
                "DELETE /api/v2/routing/presence/sessions/019a0000-0000-7000-8000-000000000000",
                "POST /api/v2/routing/presence/beats",
                "GET /api/v2/chat/q/health",
                "GET /api/v2/chat/",
                "GET /api/v2/chat",
                "GET /api/v2/nothing/x",
                "DELETE /api/v2/chat/conversations",
                "TRACE /api/v2/auth/login",
            })
    void hides_what_is_for_services_only_even_from_operators(String request) throws IOException {
        var token = Tokens.person(company, "operator", "Oda").token();
        var parts = request.split(" ", 2);

        var status = given().auth().oauth2(token).request(parts[0], parts[1]).statusCode();

        assertThat(status).isIn(404, 405);
    }

    @Test
    void refuses_bad_tokens_before_any_service_sees_them() {
        int before = services.seen("/queue").size();

        given().auth()
                .oauth2(Tokens.of(Tokens.agent(company, "Ani")).forged().sign())
                .get("/api/v2/routing/queue")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("credential-refused"));
        given().header("Authorization", "Basic YTpi")
                .get("/api/v2/routing/queue")
                .then()
                .statusCode(401);

        assertThat(services.seen("/queue")).hasSize(before);
    }

    @Test
    void counts_starts_by_client_address_and_names_the_pause() {
        for (int i = 0; i < 5; i++) {
            start("198.51.100.7").then().statusCode(201);
        }

        start("198.51.100.7")
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .body("code", equalTo("rate-limited"))
                .body("status", greaterThanOrEqualTo(429));
        start("198.51.100.8").then().statusCode(201);
    }

    private static Response start(String address) {
        return given().header("X-Forwarded-For", address)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v2/chat/conversations");
    }
}
