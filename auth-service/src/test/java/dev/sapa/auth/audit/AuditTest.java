package dev.sapa.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@AuthTest
class AuditTest {

    @Test
    void records_who_did_what_to_whom_and_from_where() {
        var agent = Api.newAgent();
        Api.login(agent.email(), "wrong");
        Api.anonymous()
                .header("X-Forwarded-For", "203.0.113.7")
                .body(Map.of("login", agent.email(), "password", "sesame"))
                .post("/login")
                .then()
                .statusCode(200);
        Api.as(agent.accessToken()).post("/logout").then().statusCode(204);
        Api.asAdmin()
                .body(Map.of("name", "New"))
                .patch("/staff/{id}", agent.id())
                .then()
                .statusCode(200);

        var log = Api.asAdmin()
                .get("/audit?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var id = agent.id().toString();
        assertThat(log.getList("items.findAll { it.subject_id == '" + id + "' || it.actor_id == '" + id + "' }.action"))
                .containsSubsequence("staff-changed", "logout", "login-succeeded", "login-failed", "staff-created");
        assertThat(log.getList("items.findAll { it.actor_id == '" + id + "' }.address", String.class))
                .filteredOn(Objects::nonNull)
                .contains("203.0.113.7");
        assertThat(log.prettify()).doesNotContain("sesame").doesNotContain("wrong");
    }

    @Test
    void is_read_by_admins_for_their_own_company() {
        Api.as(Api.accessToken("agent1", "password")).get("/audit").then().statusCode(403);
        Api.asAdmin().get("/audit").then().body("items.company_id", everyItem(equalTo(Api.OSS)));
        Api.as(Api.newAdminOfCompanyA().accessToken())
                .get("/audit")
                .then()
                .statusCode(200)
                .body("items.company_id", everyItem(equalTo(Api.COMPANY_A)));
    }

    @Test
    void comes_a_page_at_a_time() {
        var admin = Api.accessToken("admin@livechat.com", "password");
        var first = Api.as(admin).get("/audit?limit=1").jsonPath();
        var second = Api.as(admin)
                .get("/audit?limit=1&cursor={cursor}", first.getString("next_cursor"))
                .jsonPath();

        assertThat(second.getString("items[0].id")).isLessThan(first.getString("items[0].id"));
    }
}
