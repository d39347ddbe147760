package dev.sapa.auth.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.notNullValue;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import dev.sapa.auth.Database;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S2-1, S2-2, S2-7, S2-26, S4-16. */
@AuthTest
class LoginTest {

    @ParameterizedTest
    @ValueSource(strings = {"agent1@livechat.com", "AGENT1@LiveChat.com", "agent1", "Agent1"})
    void lets_people_in_by_e_mail_or_user_name_in_any_case(String name) {
        Api.signIn(name, "password")
                .header("Cache-Control", equalTo("no-store"))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(900))
                .body("expires_at", notNullValue())
                .body("refresh_token.length()", equalTo(43))
                .body("user.id", equalTo("550e8400-e29b-41d4-a716-446655440011"))
                .body("user.company_id", equalTo(Api.OSS))
                .body("user.email", equalTo("agent1@livechat.com"))
                .body("user.role", equalTo("agent"))
                .body("user.department_ids", contains(Api.PERIZINAN))
                .body("user.departments[0]", hasEntry("name", "Perizinan Usaha"));
    }

    @Test
    void knows_the_people_of_the_other_seed_too() {
        Api.signIn("admin", "admin123").body("user.email", equalTo("admin@example.com"));
        Api.signIn("agent", "agent123").body("user.email", equalTo("agent@example.com"));
        Api.signIn("admin@livechat.com", "password").body("user.name", equalTo("Admin User"));
    }

    @Test
    void puts_everything_the_services_need_into_the_access_token() {
        var signedIn = Api.signIn("agent3", "password").extract();
        String token = signedIn.path("access_token");

        var header = part(token, 0);
        assertThat(header.getString("alg")).isEqualTo("RS256");
        assertThat(header.getString("typ")).isEqualTo("at+jwt");
        assertThat(header.getString("kid")).isNotBlank();
        var claims = part(token, 1);
        assertThat(claims.getString("iss")).isEqualTo("sapa");
        assertThat(claims.getList("aud")).containsExactly("sapa");
        assertThat(claims.getString("sub"))
                .isEqualTo(signedIn.path("user.number").toString());
        assertThat(claims.getString("user_id")).isEqualTo("550e8400-e29b-41d4-a716-446655440013");
        assertThat(claims.getString("company_id")).isEqualTo(Api.OSS);
        assertThat(claims.getString("role")).isEqualTo("agent");
        assertThat(claims.getList("groups")).containsExactly("agent");
        assertThat(claims.getString("upn")).isEqualTo("agent3@livechat.com");
        assertThat(claims.getString("email")).isEqualTo("agent3@livechat.com");
        assertThat(claims.getString("name")).isEqualTo("Agent 3");
        assertThat(claims.getString("username")).isEqualTo("agent3");
        assertThat(claims.getString("department_id")).isEqualTo(Api.INVESTASI);
        assertThat(claims.getList("departments")).containsExactly(Api.INVESTASI);
        assertThat(claims.getString("token_type")).isEqualTo("access");
        assertThat(claims.getString("sid")).isNotBlank();
        assertThat(claims.getString("jti")).isNotBlank();
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(900);
        assertThat(claims.getLong("nbf")).isEqualTo(claims.getLong("iat"));
    }

    @Test
    void answers_a_wrong_password_an_unknown_name_and_a_suspended_account_alike() {
        var suspended = Api.newAgent();
        Api.asAdmin()
                .body(Map.of("active", false))
                .patch("/staff/{id}", suspended.id())
                .then()
                .statusCode(200);

        var wrong =
                Api.login("agent2", "not it").then().statusCode(401).extract().asString();
        var unknown = Api.login("nobody-" + System.nanoTime(), "not it")
                .then()
                .statusCode(401)
                .extract()
                .asString();
        var inactive = Api.login(suspended.email(), "sesame")
                .then()
                .statusCode(401)
                .extract()
                .asString();

        assertThat(wrong)
                .contains("urn:sapa:problem:invalid-credentials")
                .isEqualTo(unknown)
                .isEqualTo(inactive);
    }

    @Test
    void refuses_what_is_no_log_in() {
        Api.anonymous()
                .body(Map.of("login", "", "password", "x"))
                .post("/login")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-request"));
        Api.anonymous().body("{").post("/login").then().statusCode(400);
        Api.anonymous().body("").post("/login").then().statusCode(400);
        Api.login("agent1", "x".repeat(1025)).then().statusCode(400);
        Api.login("agent1", "x".repeat(100_000)).then().statusCode(413);
        Api.login("a\u0000", "x").then().statusCode(400).body("code", equalTo("invalid-request"));
    }

    @Test
    void renews_a_hash_of_another_cost_at_the_next_log_in() throws SQLException {
        var agent = Api.newAgent();
        try (var database = Database.asOwner()) {
            // Of "password", by the reference implementation at a higher cost than ours.
            database.run("update staff set password_hash = "
                    + "'$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc' "
                    + "where id = '" + agent.id() + "'");

            Api.signIn(agent.email(), "password").body("user.version", equalTo(1));

            assertThat(database.column("select password_hash from staff where id = '" + agent.id() + "'"))
                    .allMatch(hash -> hash.startsWith("$argon2id$v=19$m=1024,t=2,p=1$"));
        }
        Api.signIn(agent.email(), "password");
    }

    @Test
    void shows_people_to_themselves() {
        Api.as(Api.accessToken("agent5", "password"))
                .get("/me")
                .then()
                .statusCode(200)
                .body("username", equalTo("agent5"))
                .body("departments[0].name", equalTo("Teknis"));
        Api.anonymous().get("/me").then().statusCode(401).body("code", equalTo("unauthenticated"));
    }

    private static JsonPath part(String token, int index) {
        var json = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), StandardCharsets.UTF_8);
        return JsonPath.from(json);
    }
}
