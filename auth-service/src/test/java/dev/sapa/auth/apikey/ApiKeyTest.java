package dev.sapa.auth.apikey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import dev.sapa.auth.Database;
import dev.sapa.auth.ShiftableClock;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys of companies' servers: shown, or signing. */
@AuthTest
class ApiKeyTest {

    private static final String SIGNED = "urn:sapa:token-type:signed-request";
    private static final String SHOWN = "urn:sapa:token-type:api-key";
    private static final String NO_BODY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Inject
    ShiftableClock clock;

    private JsonPath key;
    private String gateway;

    @BeforeEach
    void a_key_of_their_own() {
        key = created(Map.of("name", "portal back end"));
        gateway = given().formParam("grant_type", "client_credentials")
                .formParam("client_id", "gateway")
                .formParam("client_secret", "demo-service-secret")
                .post("/oauth/token")
                .then()
                .extract()
                .path("access_token");
    }

    @AfterEach
    void back_to_now() {
        clock.reset();
    }

    @Test
    void shows_a_secret_once_and_keeps_it_sealed() throws Exception {
        assertThat(key.getString("secret")).hasSize(43);
        assertThat(key.getList("scopes")).containsExactly("read", "write");
        assertThat(Api.asAdmin().get("/api-keys").asString())
                .contains(key.getString("id"))
                .doesNotContain(key.getString("secret"));
        try (var database = Database.asOwner()) {
            var stored = database.column("select encode(hash, 'escape') || encode(sealed, 'escape') from api_key_secret"
                    + " where key_id = '" + key.getString("id") + "'");
            assertThat(stored).hasSize(1).noneMatch(text -> text.contains(key.getString("secret")));
        }
        Api.as(Api.newAdminOfCompanyA().accessToken())
                .delete("/api-keys/{key}", key.getString("id"))
                .then()
                .statusCode(404);
        Api.asAdmin()
                .body(Map.of("name", "x", "scopes", List.of("everything")))
                .post("/api-keys")
                .then()
                .statusCode(400);
    }

    @Test
    void trades_a_key_that_is_shown_until_it_is_revoked() {
        var claims = claims(exchange(shown(key.getString("secret")), SHOWN, null)
                .statusCode(200)
                .body("expires_in", equalTo(60)));
        assertThat(claims.getString("role")).isEqualTo("portal");
        assertThat(claims.getString("company_id")).isEqualTo(Api.OSS);
        assertThat(claims.getString("scope")).isEqualTo("read write");
        exchange(shown("wrong"), SHOWN, null).statusCode(401);
        exchange("no-dot", SHOWN, null).statusCode(401);

        Api.asAdmin().delete("/api-keys/{key}", key.getString("id")).then().statusCode(204);

        exchange(shown(key.getString("secret")), SHOWN, null).statusCode(401);
        Api.asAdmin()
                .post("/api-keys/{key}/rotate", key.getString("id"))
                .then()
                .statusCode(409)
                .body("code", equalTo("api-key-revoked"));
    }

    @Test
    void makes_keys_of_bots_that_are_called_by_the_keys_name() {
        key = created(Map.of("name", "Asisten", "role", "bot"));

        var claims =
                claims(exchange(shown(key.getString("secret")), SHOWN, null).statusCode(200));

        assertThat(claims.getString("role")).isEqualTo("bot");
        assertThat(claims.getString("name")).isEqualTo("Asisten");
        Api.asAdmin()
                .body(Map.of("name", "x", "role", "admin"))
                .post("/api-keys")
                .then()
                .statusCode(400);
    }

    @Test
    void lets_two_secrets_overlap_for_a_day() {
        String first = key.getString("secret");
        String second = rotated(null).body("secrets", hasSize(2)).extract().path("secret");

        exchange(shown(first), SHOWN, null).statusCode(200);
        exchange(signed(first, "n"), SIGNED, gateway).statusCode(200);
        exchange(shown(second), SHOWN, null).statusCode(200);

        clock.forward(Duration.ofHours(23));
        exchange(shown(first), SHOWN, null).statusCode(200);
        clock.forward(Duration.ofHours(2));
        exchange(shown(first), SHOWN, null).statusCode(401);
        exchange(shown(second), SHOWN, null).statusCode(200);

        String third = rotated(null).extract().path("secret");
        String fourth = rotated(null).body("secrets", hasSize(2)).extract().path("secret");
        exchange(shown(second), SHOWN, null).statusCode(401);
        exchange(shown(third), SHOWN, null).statusCode(200);
        exchange(shown(fourth), SHOWN, null).statusCode(200);
    }

    @Test
    void rotates_once_when_the_answer_was_lost() {
        String idempotencyKey = UUID.randomUUID().toString();
        String second = rotated(idempotencyKey).extract().path("secret");

        rotated(idempotencyKey).body("secret", equalTo(second)).body("secrets", hasSize(2));

        exchange(shown(key.getString("secret")), SHOWN, null).statusCode(200);
    }

    @Test
    void trades_a_signed_request_for_a_token_of_a_minute_for_the_gateway_alone() {
        var reading = created(Map.of("name", "reports", "scopes", List.of("read")));
        var request = signed(reading.getString("id"), reading.getString("secret"), "n-1", 0);

        var claims = claims(exchange(request, SIGNED, gateway).statusCode(200).body("expires_in", equalTo(60)));
        assertThat(claims.getString("role")).isEqualTo("portal");
        assertThat(claims.getString("sub")).isEqualTo(reading.getString("id"));
        assertThat(claims.getString("scope")).isEqualTo("read");
        exchange(request, SIGNED, null).statusCode(401).body("code", equalTo("invalid-client"));
        exchange(request, SIGNED, Api.accessToken("operator", "operator123")).statusCode(401);
    }

    @Test
    void refuses_every_bad_signature_alike() {
        var id = key.getString("id");
        var secret = key.getString("secret");
        var other = created(Map.of("name", "other"));
        var good = signed(secret, "n");
        var altered = new String(Base64.getUrlDecoder().decode(good), StandardCharsets.UTF_8);

        for (var bad : List.of(
                signed(other.getString("secret"), "n"),
                signed("ak_unknown", secret, "n", 0),
                signed(id, secret, "n", 301),
                signed(id, secret, "n", -301),
                base64(altered.replace("\"POST\"", "\"GET\"")),
                base64(altered.replace("/api/v2/chat/conversations", "/api/v2/chat/conversations/x")),
                base64(altered.replace("a=1&b=2", "a=1&b=3")),
                base64(altered.replace(NO_BODY, "0".repeat(64))),
                base64(altered.replace("\"nonce\":\"n\"", "\"nonce\":\"m\"")),
                base64("{}"),
                "x")) {
            exchange(bad, SIGNED, gateway).statusCode(401).body("code", equalTo("subject-refused"));
        }
        exchange(good, SIGNED, gateway).statusCode(200);
        exchange(base64(altered.replace("a=1&b=2", "b=2&a=1")), SIGNED, gateway).statusCode(200);
    }

    @Test
    void lists_the_keys_of_another_company_for_operators_only() {
        var theirs = created(Map.of("name", "theirs", "company_id", Api.COMPANY_A), true);

        Api.asOperator()
                .get("/api-keys?company_id={id}", Api.COMPANY_A)
                .then()
                .body("items.findAll { it.id == '" + theirs.getString("id") + "' }.name", contains("theirs"));
        Api.asAdmin().get("/api-keys?company_id={id}", Api.COMPANY_A).then().statusCode(404);
    }

    private static JsonPath created(Map<String, Object> body) {
        return created(body, false);
    }

    private static JsonPath created(Map<String, Object> body, boolean byOperator) {
        return (byOperator ? Api.asOperator() : Api.asAdmin())
                .body(body)
                .post("/api-keys")
                .then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .extract()
                .jsonPath();
    }

    private ValidatableResponse rotated(@Nullable String idempotencyKey) {
        var request = Api.asAdmin();
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return request.post("/api-keys/{key}/rotate", key.getString("id"))
                .then()
                .statusCode(200);
    }

    private String shown(String secret) {
        return key.getString("id") + "." + secret;
    }

    private String signed(String secret, String nonce) {
        return signed(key.getString("id"), secret, nonce, 0);
    }

    private String signed(String keyId, String secret, String nonce, long late) {
        var timestamp = String.valueOf(clock.instant().getEpochSecond() - late + (late < 0 ? 1 : 0));
        var text = String.join("\n", "POST", "/api/v2/chat/conversations", "a=1&b=2", timestamp, nonce, NO_BODY);
        return base64(
                """
                {"key_id":"%s","method":"POST","path":"/api/v2/chat/conversations","query":"a=1&b=2","timestamp":"%s",\
                "nonce":"%s","body_sha256":"%s","signature":"v1=%s"}""".formatted(keyId, timestamp, nonce, NO_BODY, HexFormat.of().formatHex(Signature.of(text, secret))));
    }

    private static ValidatableResponse exchange(String token, String type, @Nullable String bearer) {
        var request = given();
        if (bearer != null) {
            request.auth().oauth2(bearer);
        }
        return request.formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                .formParam("subject_token", token)
                .formParam("subject_token_type", type)
                .post("/oauth/token")
                .then();
    }

    private static JsonPath claims(ValidatableResponse answer) {
        String token = answer.extract().path("access_token");
        return JsonPath.from(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
