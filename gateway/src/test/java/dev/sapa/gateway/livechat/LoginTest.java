package dev.sapa.gateway.livechat;

import static io.restassured.RestAssured.given;
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
class LoginTest extends LivechatTest {

    private static final String USER = """
            {"id":"550e8400-e29b-41d4-a716-446655440011","number":11,"company_id":"550e8400-e29b-41d4-a716-446655440100",
             "email":"agent1@livechat.com","username":"agent1","name":"Agent One","role":"agent","active":true,
             "department_ids":["550e8400-e29b-41d4-a716-446655440001"],
             "departments":[{"id":"550e8400-e29b-41d4-a716-446655440001","name":"Perizinan Usaha"}],"version":1}""";
    private static final String TOKENS = """
            {"access_token":"jwt","refresh_token":"opaque","token_type":"Bearer","expires_in":900,
             "expires_at":"2025-07-19T10:15:00Z","user":%s}""".formatted(USER);

    @Test
    void S2_1_a_login_answers_both_tokens_and_the_user_and_sets_the_refresh_cookie() {
        services.on("auth POST /login", 200, TOKENS);

        json("{\"email\":\"agent1@livechat.com\",\"password\":\"password\"}")
                .post("/api/auth/login")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("success", equalTo(true))
                .body("message", equalTo("Login successful"))
                .body("data.access_token", equalTo("jwt"))
                .body("data.refresh_token", equalTo("opaque"))
                .body("data.expires_in", equalTo(900))
                .body("data.expires_at", equalTo("2025-07-19T10:15:00Z"))
                .body("data.user.id", equalTo(AGENT_ID))
                .body("data.user.email", equalTo("agent1@livechat.com"))
                .body("data.user.name", equalTo("Agent One"))
                .body("data.user.role", equalTo("agent"))
                .body("data.user.department_id", equalTo(DEPARTMENT))
                .header("Set-Cookie", containsString("refresh_token=opaque"))
                .header("Set-Cookie", containsString("Max-Age=604800"))
                .header("Set-Cookie", containsString("HttpOnly"))
                .header("Set-Cookie", containsString("SameSite=Strict"))
                .header("Set-Cookie", containsString("Secure"));

        assertThat(services.askedOnce("auth POST /login").body().toString())
                .isEqualTo("{\"login\":\"agent1@livechat.com\",\"password\":\"password\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "username", "identifier"})
    void a_user_name_does_as_well_as_an_email_address(String field) {
        services.on("auth POST /login", 200, TOKENS);

        json("{\"%s\":\"agent1\",\"password\":\"password\"}".formatted(field))
                .post("/api/auth/login")
                .then()
                .statusCode(200);

        assertThat(services.askedOnce("auth POST /login").body().path("login").asText())
                .isEqualTo("agent1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"email\":\"a@b.c\"}", "{\"password\":\"p\"}", "{\"email\":\"\",\"password\":\"\"}"})
    void S2_2_an_incomplete_login_is_400(String body) {
        json(body)
                .post("/api/auth/login")
                .then()
                .statusCode(400)
                .body("success", equalTo(false))
                .body("message", equalTo("Email and password are required"))
                .body("code", equalTo("invalid-request"));
        assertThat(services.asked("auth POST /login")).isEmpty();
    }

    @Test
    void S2_2_refused_credentials_are_401_in_the_seeds_words_and_the_problems() {
        services.refuse("auth POST /login", 401, "invalid-credentials", "The credentials are not good");

        json("{\"email\":\"agent1@livechat.com\",\"password\":\"wrong\"}")
                .post("/api/auth/login")
                .then()
                .statusCode(401)
                .contentType("application/json")
                .body("success", equalTo(false))
                .body("message", equalTo("Login failed"))
                .body("error", equalTo("invalid email or password"))
                .body("type", equalTo("urn:sapa:problem:invalid-credentials"))
                .body("title", equalTo("Login failed"))
                .body("status", equalTo(401))
                .body("detail", equalTo("invalid email or password"))
                .body("code", equalTo("invalid-credentials"));
    }

    @Test
    void guessing_is_429_with_whole_seconds_to_wait() {
        services.on(
                "auth POST /login",
                429,
                "{\"title\":\"Too many\",\"status\":429,\"code\":\"too-many-attempts\"}",
                Map.of("Retry-After", "30"));

        json("{\"email\":\"agent1@livechat.com\",\"password\":\"wrong\"}")
                .post("/api/auth/login")
                .then()
                .statusCode(429)
                .header("Retry-After", "30")
                .body("code", equalTo("too-many-attempts"));
    }

    @Test
    void S2_3_a_refresh_answers_a_new_pair() {
        services.on("auth POST /refresh", 200, TOKENS);

        json("{\"refresh_token\":\"old\"}")
                .post("/api/auth/refresh")
                .then()
                .statusCode(200)
                .body("message", equalTo("Token refreshed successfully"))
                .body("data.access_token", equalTo("jwt"))
                .body("data.refresh_token", equalTo("opaque"))
                .header("Set-Cookie", containsString("refresh_token=opaque"));

        assertThat(services.askedOnce("auth POST /refresh").body().toString()).isEqualTo("{\"refresh_token\":\"old\"}");
    }

    @Test
    void S2_3_a_refused_refresh_is_401_and_an_empty_one_400_whatever_the_cookie_holds() {
        services.refuse("auth POST /refresh", 401, "refresh-refused", "No");

        json("{\"refresh_token\":\"spent\"}")
                .post("/api/auth/refresh")
                .then()
                .statusCode(401)
                .body("message", equalTo("Token refresh failed"))
                .body("code", equalTo("refresh-refused"));
        json("{}")
                .cookie("refresh_token", "from-the-cookie")
                .post("/api/auth/refresh")
                .then()
                .statusCode(400)
                .body("message", equalTo("Refresh token is required"));
    }

    @Test
    void S2_4_S2_6_profile_and_validate_answer_the_user() {
        services.on("auth GET /me", 200, USER);

        for (var path : new String[] {"/api/auth/profile", "/api/auth/validate"}) {
            as(StaffToken.AGENT)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("success", equalTo(true))
                    .body("data.id", equalTo(AGENT_ID))
                    .body("data.email", equalTo("agent1@livechat.com"))
                    .body("data.role", equalTo("agent"));
        }
        assertThat(services.asked("auth GET /me").get(0).header("Authorization"))
                .isEqualTo("Bearer " + StaffToken.AGENT);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null|Authorization header required", "Token abc|Invalid authorization header format"},
            nullValues = "null",
            delimiter = '|')
    void S2_4_a_missing_or_odd_authorization_is_401(String header, String message) {
        var request = header == null ? given() : given().header("Authorization", header);

        request.get("/api/auth/profile")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("success", equalTo(false))
                .body("message", equalTo(message))
                .body("status", equalTo(401));
    }

    @Test
    void S2_3_S2_4_an_expired_a_foreign_and_a_refresh_token_are_401() {
        for (var token : new String[] {StaffToken.of("agent", -30), "a.b.c", "opaque-refresh-token", "lcs_k_p_m"}) {
            as(token)
                    .get("/api/auth/profile")
                    .then()
                    .statusCode(401)
                    .body("message", equalTo("Invalid or expired token"));
        }
        assertThat(services.asked("auth GET /me")).isEmpty();
    }

    @Test
    void S2_6_logout_ends_the_log_in_at_once_and_clears_the_cookie() {
        services.on("auth POST /logout", 204, "").on("auth GET /me", 200, USER);
        var token = StaffToken.issuedAgo("agent", 5);

        as(token)
                .cookie("refresh_token", "opaque")
                .post("/api/auth/logout")
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("message", equalTo("Logout successful"))
                .header("Set-Cookie", containsString("refresh_token=;"))
                .header("Set-Cookie", containsString("Max-Age=0"));

        assertThat(services.askedOnce("auth POST /logout")
                        .body()
                        .path("refresh_token")
                        .asText())
                .isEqualTo("opaque");
        as(token).get("/api/auth/profile").then().statusCode(401).body("message", equalTo("Invalid or expired token"));
    }

    @Test
    void S2_5_an_administrator_registers_a_user() {
        services.on("auth POST /staff", 201, USER);

        as(StaffToken.ADMIN, """
                {"email":"new@livechat.com","password":"secret1","name":"New","role":"agent","department_id":"%s"}""".formatted(DEPARTMENT))
                .post("/api/auth/register")
                .then()
                .statusCode(201)
                .body("data.role", equalTo("agent"));

        assertThat(services.askedOnce("auth POST /staff").body().toString())
                .isEqualTo(
                        "{\"email\":\"new@livechat.com\",\"name\":\"New\",\"role\":\"agent\",\"password\":\"secret1\","
                                + "\"department_ids\":[\"%s\"]}".formatted(DEPARTMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"n@l.com\",\"password\":\"secret1\",\"name\":\"N\",\"role\":\"boss\"}",
                "{\"email\":\"n@l.com\",\"password\":\"short\",\"name\":\"N\",\"role\":\"agent\"}",
                "{\"email\":\"n@l.com\",\"password\":\"secret1\",\"role\":\"agent\"}",
                "{\"email\":\"nobody\",\"password\":\"secret1\",\"name\":\"N\",\"role\":\"agent\"}"
            })
    void S2_5_a_bad_registration_is_400(String body) {
        as(StaffToken.ADMIN, body)
                .post("/api/auth/register")
                .then()
                .statusCode(400)
                .body("success", equalTo(false));
        assertThat(services.asked("auth POST /staff")).isEmpty();
    }

    @Test
    void S2_5_agents_may_not_register_and_an_address_is_taken_once() {
        services.refuse("auth POST /staff", 409, "email-taken", "Taken");
        var body = "{\"email\":\"n@l.com\",\"password\":\"secret1\",\"name\":\"N\",\"role\":\"agent\"}";

        as(StaffToken.AGENT, body)
                .post("/api/auth/register")
                .then()
                .statusCode(403)
                .body("message", equalTo("Insufficient permissions"));
        as(StaffToken.ADMIN, body)
                .post("/api/auth/register")
                .then()
                .statusCode(409)
                .body("error", equalTo("user with this email already exists"));
    }
}
