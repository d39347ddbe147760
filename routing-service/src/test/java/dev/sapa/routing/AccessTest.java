package dev.sapa.routing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, and what the database shows to whom. */
@RoutingTest
class AccessTest {

    private static final String ID = "550e8400-e29b-41d4-a716-446655440999";

    @Inject
    Scene scene;

    @Inject
    Pool pool;

    @ParameterizedTest
    @CsvSource({
        "GET,    /agents,                         agent service=no",
        "GET,    /agents/me,                      agent service=no",
        "GET,    /agents/{id},                    agent service=no",
        "PUT,    /agents/me/status,               agent service=no",
        "PUT,    /agents/{id}/status,             admin agent=no",
        "PATCH,  /agents/{id},                    admin agent=no",
        "POST,   /agents/me/heartbeat,            agent service=no",
        "PUT,    /presence/sessions/{id},         service agent=no",
        "DELETE, /presence/sessions/{id},         service admin=no",
        "POST,   /presence/beats,                 service agent=no",
        "POST,   /conversations/{id}/assignments, agent service=no",
        "GET,    /conversations/{id}/assignment,  agent visitor=no",
        "POST,   /conversations/{id}/transfers,   agent service=no",
        "GET,    /conversations/{id}/place,       service visitor=no",
        "GET,    /departments/status,             agent service=no",
        "GET,    /departments/{id}/status,        agent service=no",
        "GET,    /departments/{id}/hours,         agent service=no",
        "PUT,    /departments/{id}/hours,         supervisor agent=no",
        "GET,    /statistics,                     agent visitor=no",
        "GET,    /policy,                         admin supervisor=no",
        "PATCH,  /policy,                         admin supervisor=no",
        "GET,    /offers,                         agent service=no",
        "POST,   /offers/{id}/accept,             agent service=no",
        "POST,   /offers/{id}/decline,            agent service=no",
        "GET,    /queue,                          agent visitor=no",
        "GET,    /topic-rules,                    agent visitor=no",
        "PUT,    /topic-rules,                    admin supervisor=no"
    })
    void every_route_refuses_strangers_and_the_wrong_role(String method, String path, String roles) {
        var target = path.replace("{id}", ID);
        var admitted = roles.split(" ", 2)[0];
        var refused = roles.split(" ", 2)[1].replace("=no", "");

        assertThat(status(method, target, null)).isEqualTo(401);
        assertThat(status(method, target, refused)).isEqualTo(403);
        assertThat(status(method, target, admitted)).isNotIn(401, 403, 405, 500);
    }

    @Test
    void a_forged_token_is_refused_like_none() {
        given().auth()
                .oauth2(Tokens.service() + "x")
                .get("/queue")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void a_token_of_another_type_is_refused_like_none() {
        given().auth()
                .oauth2(Tokens.service("JWT"))
                .get("/conversations/{id}/place", ID)
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void the_runtime_role_sees_no_row_without_a_company() {
        var company = UUID.randomUUID();
        scene.started(company, null, Instant.now());
        scene.readyAgent(company, 1);

        Api.asAdmin(company)
                .body(Map.of("offer_seconds", 60))
                .patch("/policy")
                .then()
                .statusCode(200);

        for (var table : new String[] {"work_item", "agent", "policy"}) {
            var visible = pool.query("select count(*) from " + table)
                    .execute()
                    .map(rows -> rows.iterator().next().getLong(0))
                    .await()
                    .atMost(Duration.ofSeconds(5));
            assertThat(visible).as(table).isZero();
        }
    }

    private static int status(String method, String path, @Nullable String role) {
        var request = given().contentType(ContentType.JSON);
        if (!"GET".equals(method) && !path.endsWith("heartbeat")) {
            request.body("{}");
        }
        if (role != null) {
            request.auth()
                    .oauth2(
                            "service".equals(role)
                                    ? Tokens.service()
                                    : Tokens.staff(UUID.randomUUID(), UUID.randomUUID(), role));
        }
        return request.request(method, path).statusCode();
    }
}
