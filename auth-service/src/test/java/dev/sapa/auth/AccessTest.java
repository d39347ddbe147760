package dev.sapa.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may use which route: every published one has an entry here, and what has none is found. */
@AuthTest
class AccessTest {

    private static final Set<String> OPEN = Set.of(
            "POST /login",
            "POST /refresh",
            "POST /bootstrap",
            "POST /oauth/token",
            "POST /password-resets",
            "POST /password-resets/{token}",
            "GET /companies/{slug}/public",
            "GET /.well-known/jwks.json");
    private static final Set<String> STAFF = Set.of(
            "POST /logout",
            "POST /logout-all",
            "GET /me",
            "POST /me/password",
            "GET /staff",
            "GET /staff/{id}",
            "GET /departments");
    private static final Set<String> ADMINS = Set.of(
            "GET /audit",
            "POST /staff",
            "PATCH /staff/{id}",
            "POST /staff/{id}/logout-all",
            "POST /staff/{id}/password-resets",
            "POST /mails",
            "POST /mails/welcome",
            "POST /mails/password-reset",
            "POST /departments",
            "PATCH /departments/{id}",
            "GET /companies",
            "GET /companies/{id}",
            "PATCH /companies/{id}",
            "POST /companies/{id}/visitor-secret",
            "GET /api-keys",
            "POST /api-keys",
            "POST /api-keys/{id}/rotate",
            "DELETE /api-keys/{id}");
    private static final Set<String> OPERATORS = Set.of("POST /companies", "POST /keys/rotate");
    private static final Set<String> SERVICES = Set.of("GET /revocations");

    @TestHTTPResource(management = true)
    URI management;

    @Test
    void has_an_entry_for_every_route() {
        var known = new TreeSet<String>();
        List.of(OPEN, STAFF, ADMINS, OPERATORS, SERVICES).forEach(known::addAll);

        assertThat(published()).isEqualTo(known);
    }

    @Test
    void asks_everybody_for_a_token_but_at_the_open_doors() {
        for (var route : published()) {
            assertThat(challenged(route)).as(route).isEqualTo(!OPEN.contains(route));
        }
    }

    @Test
    void keeps_agents_from_what_is_for_admins_and_admins_from_what_is_for_operators() {
        var agent = Api.newAgent().accessToken();
        var admin = Api.accessToken("admin@livechat.com", "password");

        ADMINS.forEach(route -> assertThat(status(route, agent)).as(route).isEqualTo(403));
        OPERATORS.forEach(route -> assertThat(status(route, agent)).as(route).isEqualTo(403));
        OPERATORS.forEach(route -> assertThat(status(route, admin)).as(route).isEqualTo(403));
        var operator = Api.accessToken("operator", "operator123");
        SERVICES.forEach(route -> assertThat(status(route, operator)).as(route).isEqualTo(403));
    }

    @Test
    void is_alive_ready_and_measured_on_the_management_port() {
        RestAssured.get(management + "health/live").then().statusCode(200).body("status", equalTo("UP"));
        RestAssured.get(management + "health/ready").then().statusCode(200).body("status", equalTo("UP"));
        Api.signIn("agent1", "password");
        assertThat(RestAssured.get(management + "metrics").asString())
                .contains("sapa_login_total{outcome=\"succeeded\"")
                .contains("sapa_password_pending")
                .contains("sapa_password_hash_seconds");
        assertThat(Api.anonymous().get("/q/metrics").statusCode()).isEqualTo(404);
    }

    private Set<String> published() {
        var paths = Api.anonymous().get("/openapi?format=json").jsonPath();
        var routes = new TreeSet<String>();
        Map<String, Map<String, Object>> byPath = paths.getMap("paths");
        byPath.forEach((path, methods) -> methods.keySet().stream()
                .filter(method ->
                        Set.of("get", "post", "put", "patch", "delete").contains(method))
                .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return routes;
    }

    /** Open doors may answer 401, too, but for wrong credentials; they do not ask for a token. */
    private static boolean challenged(String route) {
        return answer(route, null).header("WWW-Authenticate") != null;
    }

    private static int status(String route, String token) {
        return answer(route, token).statusCode();
    }

    private static Response answer(String route, @Nullable String token) {
        var parts = route.split(" ", 2);
        var request = token == null ? Api.anonymous() : Api.as(token);
        var path = parts[1].replaceAll("\\{[a-zA-Z]+}", Api.OSS);
        return request.body(parts[0].equals("GET") ? "" : "{}").request(parts[0], path);
    }
}
