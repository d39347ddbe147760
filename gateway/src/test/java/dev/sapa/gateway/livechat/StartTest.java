package dev.sapa.gateway.livechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StartTest extends LivechatTest {

    private static final String OPEN = "chat POST /conversations";
    private static final String STARTED =
            conversation("waiting", false, ",\"session_token\":\"lcs_k_p_m\",\"expires_at\":\"2025-01-16T10:00:00Z\"");
    private static final String SEED_002 = """
            {"company_name":"PT Contoh","person_name":"Budi","email":"budi@pt.example","topic":"Izin usaha"}""";
    private static final String SEED_003 = """
            {"browser_uuid":"550e8400-e29b-41d4-a716-446655440000","topic":"Izin usaha","priority":"normal",
             "user_agent":"Mozilla/5.0"}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/public/chat/start",
                "/api/chat/start",
                "/api/v1/oss-chat/start",
                "/api/chat-management/start"
            })
    void S2_8_S3_1_S3_10_every_start_path_takes_both_bodies_and_answers_201_flat_and_enveloped(String path) {
        services.on(OPEN, 201, STARTED);

        for (var body : new String[] {SEED_002, SEED_003}) {
            json(body)
                    .post(path)
                    .then()
                    .statusCode(201)
                    .contentType("application/json")
                    .body("success", equalTo(true))
                    .body("message", equalTo("Chat session started successfully"))
                    .body("data.session_id", equalTo(SESSION))
                    .body("data.chat_user_id", equalTo(VISITOR))
                    .body("data.status", equalTo("waiting"))
                    .body("data.message", equalTo("Chat session started successfully"))
                    .body("data.requires_contact", equalTo(true))
                    .body("data.session_token", equalTo("lcs_k_p_m"))
                    .body("data.expires_at", equalTo("2025-01-16T10:00:00Z"))
                    .body("session_id", equalTo(SESSION))
                    .body("chat_user_id", equalTo(VISITOR))
                    .body("status", equalTo("waiting"))
                    .body("requires_contact", equalTo(true))
                    .body("session_token", equalTo("lcs_k_p_m"))
                    .body("expires_at", equalTo("2025-01-16T10:00:00Z"));
        }
    }

    @Test
    void S2_8_the_opening_carries_who_the_customer_is_and_asks_for_another_conversation() {
        services.on(OPEN, 201, STARTED);

        json("""
                {"company_name":" PT Contoh ","person_name":"Budi","email":"budi@pt.example","topic":"Izin usaha",
                 "priority":"medium","company":"oss"}""")
                .header("X-Company", "companya")
                .header("Idempotency-Key", "k-1")
                .header("User-Agent", "Browser/1")
                .post("/api/public/chat/start")
                .then()
                .statusCode(201);

        var asked = services.askedOnce(OPEN);
        assertThat(asked.body().toString())
                .isEqualTo("{\"company\":\"oss\",\"topic\":\"Izin usaha\",\"priority\":\"normal\",\"channel\":\"web\","
                        + "\"visitor\":{\"email\":\"budi@pt.example\",\"name\":\"Budi\",\"company_name\":\"PT Contoh\"},"
                        + "\"user_agent\":\"Browser/1\",\"new\":true}");
        assertThat(asked.header("X-Company")).isEqualTo("companya");
        assertThat(asked.header("Idempotency-Key")).isEqualTo("k-1");
        assertThat(asked.header("Authorization")).isNull();
    }

    @Test
    void S3_1_the_opening_carries_the_identities_of_a_signed_in_portal_user() {
        services.on(OPEN, 201, STARTED);

        json("{\"oss_user_id\":\"USER123\",\"email\":\"user@example.com\",\"topic\":\"Izin\",\"priority\":\"urgent\"}")
                .post("/api/chat/start")
                .then()
                .statusCode(201);

        var body = services.askedOnce(OPEN).body();
        assertThat(body.path("visitor").toString())
                .isEqualTo("{\"oss_user_id\":\"USER123\",\"email\":\"user@example.com\"}");
        assertThat(body.path("priority").asText()).isEqualTo("urgent");
    }

    @Test
    void a_repeated_start_answers_201_like_the_first() {
        services.on(OPEN, 200, STARTED);

        json(SEED_003).post("/api/chat/start").then().statusCode(201).body("session_id", equalTo(SESSION));
    }

    @Test
    void the_session_token_is_also_a_cookie_that_no_script_and_no_other_site_can_use() {
        services.on(OPEN, 201, STARTED);

        json(SEED_003)
                .post("/api/chat/start")
                .then()
                .header("Set-Cookie", containsString("sapa_session=lcs_k_p_m"))
                .header("Set-Cookie", containsString("HttpOnly"))
                .header("Set-Cookie", containsString("SameSite=Strict"))
                .header("Set-Cookie", containsString("Path=/"));
    }

    @Test
    void the_cookie_of_an_earlier_conversation_does_not_make_the_next_person_the_same() {
        services.on(OPEN, 201, STARTED);

        json(SEED_003)
                .cookie("sapa_session", "lcs_of_somebody")
                .post("/api/chat/start")
                .then()
                .statusCode(201);

        assertThat(services.askedOnce(OPEN).header("Authorization")).isNull();
    }

    @Test
    void a_session_token_in_a_header_says_who_starts() {
        services.on(OPEN, 201, STARTED);

        json(SEED_003)
                .header("X-Session-Token", "lcs_own")
                .post("/api/chat/start")
                .then()
                .statusCode(201);

        assertThat(services.askedOnce(OPEN).header("Authorization")).isEqualTo("Bearer lcs_own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing required field: topic",
                "{\"topic\":\" \",\"browser_uuid\":\"550e8400-e29b-41d4-a716-446655440000\"}|missing required field: topic",
                "{\"topic\":\"t\"}|missing required field: browser_uuid, or oss_user_id and email",
                "{\"topic\":\"t\",\"oss_user_id\":\"U\"}|missing required field: email",
                "{\"topic\":\"t\",\"browser_uuid\":\"not-one\"}|browser_uuid must be a valid UUID",
                "{\"topic\":\"t\",\"oss_user_id\":\"U\",\"email\":\"nobody\"}|email must be a valid e-mail address",
                "{\"topic\":\"t\",\"company_name\":\"c\"}|missing required field: person_name"
            })
    void S3_2_S3_12_what_is_missing_or_malformed_is_400_in_seed_003s_shape(String body, String details) {
        json(body)
                .post("/api/v1/oss-chat/start")
                .then()
                .statusCode(400)
                .contentType("application/json")
                .body("success", equalTo(false))
                .body("message", equalTo("Invalid request body"))
                .body("error", equalTo("Invalid request body"))
                .body("details", equalTo(details))
                .body("type", equalTo("urn:sapa:problem:invalid-request"))
                .body("title", equalTo("Invalid request body"))
                .body("status", equalTo(400))
                .body("detail", equalTo(details))
                .body("code", equalTo("invalid-request"));
        assertThat(services.asked(OPEN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"company_name", "person_name", "email", "topic"})
    void S2_8_each_field_of_seed_002_is_required(String absent) {
        json(SEED_002.replace(absent, "another"))
                .post("/api/public/chat/start")
                .then()
                .statusCode(400)
                .body("success", equalTo(false))
                .body("message", equalTo("Invalid request body"))
                .body("error", equalTo("missing required field: " + absent));
    }

    @Test
    void S2_8_a_priority_that_does_not_exist_is_400() {
        json(SEED_003.replace("\"normal\"", "\"huge\""))
                .post("/api/chat/start")
                .then()
                .statusCode(400)
                .body("details", equalTo("priority must be one of low, normal, high, urgent"));
    }

    @Test
    void a_company_that_nobody_names_is_400_in_the_services_words() {
        services.on(OPEN, 400, """
                {"type":"urn:sapa:problem:company-unknown","title":"Nothing says which company is meant","status":400,
                 "detail":"Name it","code":"company-unknown"}""");

        json(SEED_003)
                .post("/api/chat/start")
                .then()
                .statusCode(400)
                .body("error", equalTo("Failed to start chat"))
                .body("details", equalTo("Name it"))
                .body("code", equalTo("company-unknown"));
    }

    @Test
    void broken_rules_of_the_service_are_named() {
        services.on(OPEN, 400, """
                {"title":"Bad Request","status":400,"violations":[{"field":"topic","message":"is too long"}]}""");

        json(SEED_003).post("/api/chat/start").then().statusCode(400).body("details", equalTo("topic is too long"));
    }

    @Test
    void too_many_starts_are_429_with_whole_seconds_to_wait() {
        services.on(
                OPEN,
                429,
                "{\"title\":\"Slow down\",\"status\":429,\"code\":\"rate-limited\"}",
                Map.of("Retry-After", "7"));

        json(SEED_003)
                .post("/api/chat/start")
                .then()
                .statusCode(429)
                .header("Retry-After", "7")
                .body("error", equalTo("Too many requests"))
                .body("code", equalTo("rate-limited"));
    }

    @Test
    void a_service_that_is_away_is_503_with_a_time_to_come_back() {
        services.on(
                OPEN, 503, "{\"title\":\"Not now\",\"status\":503,\"code\":\"too-busy\"}", Map.of("Retry-After", "1"));

        json(SEED_003)
                .post("/api/chat/start")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("success", equalTo(false))
                .body("details", equalTo("Not now"));
    }
}
