package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.verify.suite.Api.Answer;
import dev.sapa.verify.suite.Suite;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** S2-1 to S2-7: signing in. */
@Order(4)
class SeedTwoAuthSystemTest extends SeedTest {

    private static final String LOGIN = "/api/auth/login";
    private static final String PASSWORD = "rahasia";

    SeedTwoAuthSystemTest(Suite suite) {
        super(suite);
    }

    private Answer login(String email, String password) {
        return api.post(LOGIN, Map.of("email", email, "password", password));
    }

    /** A new agent; its user. */
    private JsonNode register(String email) {
        return admin().post(
                        "/api/auth/register",
                        Map.of("email", email, "password", PASSWORD, "name", "Baru", "role", "agent"))
                .expect(201)
                .path("data");
    }

    private static String fresh() {
        return "user-" + UUID.randomUUID() + "@livechat.com";
    }

    @Test
    void s2_01_login_answers_two_tokens_and_the_user_and_sets_the_cookie() {
        var answer = login("admin@livechat.com", "password");
        var body = answer.expect(200);

        assertThat(body.path("success").asBoolean()).isTrue();
        assertThat(body.path("message").asText()).isEqualTo("Login successful");
        var data = body.path("data");
        assertThat(data.path("access_token").asText()).isNotBlank();
        assertThat(data.path("refresh_token").asText()).isNotBlank();
        assertThat(data.path("expires_in").asInt()).isEqualTo(900);
        assertThat(Instant.parse(data.path("expires_at").asText()))
                .isBetween(Instant.now().plusSeconds(840), Instant.now().plusSeconds(905));
        assertThat(data.at("/user/id").asText()).isEqualTo(ADMIN_ID);
        assertThat(data.at("/user/email").asText()).isEqualTo("admin@livechat.com");
        assertThat(data.at("/user/name").asText()).isEqualTo("Admin User");
        assertThat(data.at("/user/role").asText()).isEqualTo("admin");
        assertThat(answer.header("Set-Cookie"))
                .contains("refresh_token=", "HttpOnly", "Secure", "SameSite=Strict", "Max-Age=604800");
    }

    @Test
    void s2_02_empty_fields_are_400_and_bad_credentials_401_whatever_is_bad_about_them() {
        assertRefused(login("", ""), 400, "Email and password are required");
        assertRefused(login("admin@livechat.com", "wrong"), 401, "Login failed");
        assertRefused(login("nobody@livechat.com", "password"), 401, "Login failed");

        var email = fresh();
        var user = register(email);
        login(email, PASSWORD).expect(200);
        admin().patch("/api/users/" + user.path("id").asText(), Map.of("is_active", false))
                .expect(200);
        assertRefused(login(email, PASSWORD), 401, "Login failed");
    }

    @Test
    void s2_03_a_refresh_token_is_good_for_one_new_pair_and_for_nothing_else() {
        var first = login("agent1@livechat.com", "password").expect(200).path("data");
        var refresh = Map.of("refresh_token", first.path("refresh_token").asText());

        var second = api.post("/api/auth/refresh", refresh).expect(200).path("data");
        assertThat(second.path("access_token").asText())
                .isNotBlank()
                .isNotEqualTo(first.path("access_token").asText());
        assertThat(second.path("refresh_token").asText())
                .isNotEqualTo(first.path("refresh_token").asText());
        api.bearer(second.path("access_token").asText())
                .get("/api/auth/profile")
                .expect(200);

        assertRefused(api.post("/api/auth/refresh", Map.of("refresh_token", "")), 400, "Refresh token is required");
        assertRefused(
                api.post("/api/auth/refresh", Map.of("refresh_token", token("admin@livechat.com"))),
                401,
                "Token refresh failed");
        assertRefused(
                api.bearer(second.path("refresh_token").asText()).get("/api/auth/profile"),
                401,
                "Invalid or expired token");
    }

    @Test
    void s2_04_the_profile_is_the_signed_in_users() {
        var body = agent(1).get("/api/auth/profile").expect(200);
        assertThat(body.path("success").asBoolean()).isTrue();
        assertThat(body.at("/data/email").asText()).isEqualTo("agent1@livechat.com");
        assertThat(body.at("/data/role").asText()).isEqualTo("agent");
        assertThat(body.at("/data/department_id").asText()).isEqualTo(departmentId(1));

        assertRefused(api.get("/api/auth/profile"), 401, "Authorization header required");
        assertRefused(
                api.with("Authorization", "Token abc").get("/api/auth/profile"),
                401,
                "Invalid authorization header format");
        assertRefused(api.bearer("nonsense").get("/api/auth/profile"), 401, "Invalid or expired token");
    }

    @Test
    void s2_05_an_administrator_registers_users_of_its_company_who_can_log_in_at_once() {
        var email = fresh();
        var user = register(email);
        assertThat(user.path("email").asText()).isEqualTo(email);
        assertThat(user.path("role").asText()).isEqualTo("agent");
        var signedIn = login(email, PASSWORD).expect(200).at("/data/user");
        assertThat(signedIn.path("company_id")).isEqualTo(user.path("company_id"));

        var body = Map.of("email", email, "password", PASSWORD, "name", "Baru", "role", "agent");
        assertRefused(admin().post("/api/auth/register", body), 409, "Registration failed");
        assertRefused(agent(1).post("/api/auth/register", body), 403, "Insufficient permissions");
        assertRefused(api.post("/api/auth/register", body), 401, "Authorization header required");
        for (var bad : List.of(
                Map.of("email", fresh(), "password", PASSWORD, "name", "Baru", "role", "boss"),
                Map.of("email", fresh(), "password", "12345", "name", "Baru", "role", "agent"),
                Map.of("email", fresh(), "password", PASSWORD, "role", "agent"))) {
            assertThat(admin().post("/api/auth/register", bad).status()).isEqualTo(400);
        }
    }

    @Test
    void s2_06_logout_revokes_both_tokens_and_validate_tells_it() {
        var login = login("agent2@livechat.com", "password").expect(200).path("data");
        var signedIn = api.bearer(login.path("access_token").asText());
        assertThat(signedIn.get("/api/auth/validate").expect(200).at("/data/id").asText())
                .isEqualTo(login.at("/user/id").asText());

        signedIn.post("/api/auth/logout", Map.of()).expect(200);

        assertRefused(signedIn.get("/api/auth/validate"), 401, "Invalid or expired token");
        assertRefused(
                api.post(
                        "/api/auth/refresh",
                        Map.of("refresh_token", login.path("refresh_token").asText())),
                401,
                "Token refresh failed");
    }

    @Test
    void s2_07_the_access_token_lives_15_minutes_and_the_refresh_token_7_days() throws IOException {
        var answer = login("agent3@livechat.com", "password");
        var token = answer.expect(200).at("/data/access_token").asText();
        var claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));

        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(900);
        assertThat(answer.header("Set-Cookie")).contains("Max-Age=604800");
    }

    @Test
    void a_changed_password_ends_the_other_log_ins() {
        var email = fresh();
        register(email);
        var other = login(email, PASSWORD).expect(200).path("data");
        var own = api.bearer(
                login(email, PASSWORD).expect(200).at("/data/access_token").asText());

        assertThat(own.post("/api/auth/password", Map.of("current_password", "wrong", "new_password", "rahasia2"))
                        .status())
                .isEqualTo(403);
        own.post("/api/auth/password", Map.of("current_password", PASSWORD, "new_password", "rahasia2"))
                .expect(200);

        login(email, "rahasia2").expect(200);
        assertThat(login(email, PASSWORD).status()).isEqualTo(401);
        assertThat(api.post(
                                "/api/auth/refresh",
                                Map.of(
                                        "refresh_token",
                                        other.path("refresh_token").asText()))
                        .status())
                .isEqualTo(401);
    }
}
