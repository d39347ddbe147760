package dev.sapa.auth.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import dev.sapa.auth.AuthTopic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@AuthTest
class ManageCompaniesTest {

    private String slug;
    private String company;

    @BeforeEach
    void a_company_of_its_own() {
        slug = "c" + UUID.randomUUID().toString().substring(0, 13);
        company = Api.asOperator()
                .body(Map.of("slug", slug, "name", "Acme", "hosts", List.of("Chat." + slug + ".example")))
                .post("/companies")
                .then()
                .statusCode(201)
                .body("portal_access", equalTo("strict"))
                .body("hosts", contains("chat." + slug + ".example"))
                .extract()
                .path("id");
    }

    @Test
    void tells_the_other_services() {
        Api.asOperator()
                .body(Map.of("portal_access", "open", "time_zone", "Asia/Jakarta"))
                .patch("/companies/{id}", company)
                .then()
                .statusCode(200)
                .body("version", equalTo(2));

        var events = AuthTopic.await(company, 2, "sapa.auth.company-changed.v1");
        assertThat(events)
                .extracting(event -> event.payload().getLong("version"))
                .containsExactly(1L, 2L);
        assertThat(events.get(1).payload().getString("portal_access")).isEqualTo("open");
        assertThat(events.get(1).payload().getList("hosts")).containsExactly("chat." + slug + ".example");
        assertThat(events.get(1).payload().getString("time_zone")).isEqualTo("Asia/Jakarta");
    }

    @Test
    void gives_slugs_in_any_case_and_hosts_once() {
        Api.asOperator()
                .body(Map.of("slug", slug.toUpperCase(Locale.ROOT), "name", "Other"))
                .post("/companies")
                .then()
                .statusCode(409)
                .body("code", equalTo("slug-taken"));
        Api.asOperator()
                .body(Map.of("hosts", List.of("chat." + slug + ".example")))
                .patch("/companies/{id}", Api.COMPANY_A)
                .then()
                .statusCode(409)
                .body("code", equalTo("host-taken"));
        Api.asOperator()
                .body(Map.of("time_zone", "Mars/Olympus"))
                .patch("/companies/{id}", company)
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown-time-zone"));
    }

    @Test
    void belongs_to_operators_while_admins_see_their_own_alone() {
        Api.asAdmin()
                .body(Map.of("slug", "x" + slug, "name", "X"))
                .post("/companies")
                .then()
                .statusCode(403);
        Api.asAdmin()
                .body(Map.of("name", "X"))
                .patch("/companies/{id}", company)
                .then()
                .statusCode(404);
        Api.asAdmin().get("/companies").then().body("items.id", contains(Api.OSS));
        Api.asAdmin().get("/companies/{id}", company).then().statusCode(404);
        Api.asAdmin().post("/companies/{id}/visitor-secret", company).then().statusCode(404);
        Api.asAdmin().get("/api-keys?company_id={id}", company).then().statusCode(404);
    }

    @Test
    void lets_nobody_in_while_it_is_suspended() {
        var agent = Api.newPerson(Api.asOperator(), "agent", Map.of("company_id", company));
        var access = agent.accessToken();

        Api.asOperator()
                .body(Map.of("active", false))
                .patch("/companies/{id}", company)
                .then()
                .statusCode(200);

        Api.as(access).get("/me").then().statusCode(401);
        Api.login(agent.email(), "sesame").then().statusCode(401);
        var revoked = AuthTopic.awaitRevocations(agent.id(), 1);
        assertThat(revoked.get(0).payload().getString("reason")).isEqualTo("suspended");
    }

    @Test
    void has_departments_of_its_own() {
        var admin = Api.newPerson(Api.asOperator(), "admin", Map.of("company_id", company))
                .accessToken();
        String department = Api.as(admin)
                .body(Map.of("name", "Sales"))
                .post("/departments")
                .then()
                .statusCode(201)
                .body("company_id", equalTo(company))
                .extract()
                .path("id");
        Api.as(admin)
                .body(Map.of("name", "SALES"))
                .post("/departments")
                .then()
                .statusCode(409)
                .body("code", equalTo("department-name-taken"));
        Api.as(admin)
                .body(Map.of("active", false))
                .patch("/departments/{id}", department)
                .then()
                .statusCode(200);
        Api.as(admin).get("/departments").then().body("items", hasSize(1)).body("items[0].active", equalTo(false));
        Api.asAdmin()
                .body(Map.of("name", "Mine"))
                .patch("/departments/{id}", department)
                .then()
                .statusCode(404);

        var events = AuthTopic.await(department, 2, "sapa.auth.department-changed.v1");
        assertThat(events)
                .extracting(event -> event.payload().getLong("version"))
                .containsExactly(1L, 2L);
        assertThat(events.get(1).payload().getBoolean("active")).isFalse();
    }
}
