package dev.sapa.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.analytics.definition.Measure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, and what the database shows to whom. */
@AnalyticsTest
class AccessTest {

    @Inject
    Scene scene;

    @Inject
    Pool pool;

    @ParameterizedTest
    @CsvSource({
        "GET,  /dashboard,             agent service=no",
        "GET,  /reports/summary,       agent service=no",
        "GET,  /reports/sessions,      agent visitor=no",
        "GET,  /exports/conversations, agent service=no",
        "POST, /rebuild,               operator admin=no",
        "POST, /reconcile,             operator admin=no"
    })
    void every_route_refuses_strangers_and_the_wrong_role(String method, String path, String roles) {
        var admitted = roles.split(" ", 2)[0];
        var refused = roles.split(" ", 2)[1].replace("=no", "");

        assertThat(status(method, path, null)).isEqualTo(401);
        assertThat(status(method, path, refused)).isEqualTo(403);
        assertThat(status(method, path, admitted)).isEqualTo(200);
    }

    @Test
    void a_forged_token_is_refused_like_none() {
        given().auth()
                .oauth2(Tokens.service() + "x")
                .get("/dashboard")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void an_agent_sees_its_own_rows_only() {
        var company = UUID.randomUUID();
        var script = new Script(company, 1, 40);
        scene.deliver(script.conversations());
        var agent = script.agents().get(0);
        var own = script.arithmetic()
                .sum("agent", agent.toString(), Measure.OFFERED)
                .count();
        var messages = script.arithmetic()
                .sum("agent", agent.toString(), Measure.MESSAGES)
                .count();

        var token = Tokens.staff(agent, company, "agent");

        given().auth()
                .oauth2(token)
                .get("/reports/summary?from=2026-03-18&to=2026-04-10")
                .then()
                .statusCode(200)
                .body("rows[0].messages", equalTo((int) messages))
                .body("rows[0].offered", equalTo((int) own));
        given().auth()
                .oauth2(token)
                .get("/reports/summary?agent_id=" + script.agents().get(1))
                .then()
                .statusCode(403)
                .body("code", equalTo("own-rows-only"));
        assertThat(given().auth()
                        .oauth2(token)
                        .get("/exports/conversations?format=ndjson&from=2026-03-18&to=2026-04-10")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString()
                        .lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(agent.toString()));
    }

    @Test
    void nothing_of_one_company_is_visible_to_another() {
        var company = UUID.randomUUID();
        scene.deliver(new Script(company, 1, 5).conversations());

        given().auth()
                .oauth2(Tokens.staff(UUID.randomUUID(), UUID.randomUUID(), "admin"))
                .get("/reports/summary?from=2026-03-18&to=2026-04-10")
                .then()
                .statusCode(200)
                .body("rows[0].sessions", equalTo(0));
        for (var table : new String[] {"event", "conversation", "rollup", "progress"}) {
            var visible = pool.query("select count(*) from " + table)
                    .execute()
                    .map(rows -> rows.iterator().next().getLong(0))
                    .await()
                    .atMost(Duration.ofSeconds(5));
            assertThat(visible).as(table).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/reports/summary?from=2026-02-02&to=2026-02-01, bad-range",
        "/reports/summary?time_zone=Mars,                bad-time-zone",
        "/reports/summary?group_by=mood,                 bad-group-by",
        "/reports/sessions?period=hourly,                bad-period",
        "/exports/conversations?from=today,              bad-range",
        "/exports/conversations?format=xls,              bad-format"
    })
    void what_makes_no_sense_is_refused_by_a_code(String path, String code) {
        given().auth()
                .oauth2(Tokens.staff(UUID.randomUUID(), UUID.randomUUID(), "admin"))
                .get(path)
                .then()
                .statusCode(400)
                .body("code", equalTo(code));
    }

    private static int status(String method, String path, @Nullable String role) {
        var request = given();
        if (role != null) {
            request.auth()
                    .oauth2(
                            "service".equals(role)
                                    ? Tokens.service()
                                    : Tokens.staff(UUID.randomUUID(), UUID.randomUUID(), role));
        }
        // A day without events, so that operators' work over all companies stays small.
        var query = path.equals("/reconcile") ? "?from=2001-01-01&to=2001-01-01" : "";
        return request.request(
                        method, path + query + (path.equals("/rebuild") ? "?company_id=" + UUID.randomUUID() : ""))
                .statusCode();
    }
}
