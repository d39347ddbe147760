package dev.sapa.auth.company;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the admins of a company decide themselves, and what its visitors see of it. */
@AuthTest
class CompanySettingsTest {

    private String slug;
    private String company;
    private String admin;

    @BeforeEach
    void a_company_with_an_admin() {
        slug = "c" + UUID.randomUUID().toString().substring(0, 13);
        company = Api.asOperator()
                .body(Map.of("slug", slug, "name", "Acme"))
                .post("/companies")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        admin = Api.newPerson(Api.asOperator(), "admin", Map.of("company_id", company))
                .accessToken();
    }

    @Test
    void an_admin_says_how_the_company_is_seen_and_how_long_it_remembers() {
        change(Map.of(
                        "name",
                        "Acme Indonesia",
                        "portal_access",
                        "open",
                        "origins",
                        List.of("https://acme.example"),
                        "languages",
                        List.of("en", "id", "en"),
                        "retention_days",
                        365,
                        "branding",
                        Map.of("color", "#03A772", "logo_url", "https://acme.example/logo.svg", "greeting", "Halo")))
                .statusCode(200)
                .body("languages", contains("en", "id"))
                .body("retention_days", equalTo(365))
                .body("branding.color", equalTo("#03a772"))
                .body("branding.name", nullValue())
                .body("version", equalTo(2));
        change(Map.of("retention_days", 0, "branding", Map.of("name", "A")))
                .body("retention_days", nullValue())
                .body("branding.name", equalTo("A"))
                .body("branding.color", nullValue())
                .body("name", equalTo("Acme Indonesia"));

        Api.as(admin).get("/audit").then().body("items.findAll { it.action == 'company-changed' }.size()", equalTo(2));
    }

    @Test
    void an_admin_neither_suspends_nor_gives_hosts_nor_touches_another_company() {
        for (var change : List.<Map<String, Object>>of(
                Map.of("active", false), Map.of("hosts", List.of("x." + slug + ".example")))) {
            change(change).statusCode(403).body("code", equalTo("operator-only"));
        }
        Api.as(admin)
                .body(Map.of("name", "X"))
                .patch("/companies/{id}", Api.COMPANY_A)
                .then()
                .statusCode(404);
        Api.as(Api.newPerson(Api.asOperator(), "supervisor", Map.of("company_id", company))
                        .accessToken())
                .body(Map.of("name", "X"))
                .patch("/companies/{id}", company)
                .then()
                .statusCode(403);
    }

    @Test
    void an_operator_limits_a_company_which_then_seats_no_more_people() {
        change(Map.of("limits", Map.of("seats", 9))).statusCode(403).body("code", equalTo("operator-only"));
        limit(Map.of("seats", 0)).statusCode(400);
        limit(Map.of("seats", 2, "messages_per_minute", 30))
                .statusCode(200)
                .body("limits.seats", equalTo(2))
                .body("limits.messages_per_minute", equalTo(30))
                .body("limits.open_conversations", nullValue());

        var ani = Api.newPerson(Api.as(admin), "agent", Map.of());
        var person = Map.of("email", "x" + slug + "@example.org", "name", "X", "role", "agent", "password", "sesame");
        Api.as(admin).body(person).post("/staff").then().statusCode(409).body("code", equalTo("seats-exhausted"));
        activate(ani, false).statusCode(200);
        Api.newPerson(Api.as(admin), "supervisor", Map.of());
        activate(ani, true).statusCode(409).body("code", equalTo("seats-exhausted"));
        Api.newPerson(Api.asOperator(), "agent", Map.of("company_id", Api.COMPANY_A)); // another company's seats

        limit(Map.of()).statusCode(200).body("limits.seats", nullValue());
        activate(ani, true).statusCode(200);
    }

    private ValidatableResponse limit(Map<String, Object> limits) {
        return Api.asOperator()
                .body(Map.of("limits", limits))
                .patch("/companies/{id}", company)
                .then();
    }

    private ValidatableResponse activate(Api.Person person, boolean active) {
        return Api.as(admin)
                .body(Map.of("active", active))
                .patch("/staff/{id}", person.id())
                .then();
    }

    @Test
    void refuses_what_no_page_could_show() {
        for (var change : List.<Map<String, Object>>of(
                Map.of("branding", Map.of("color", "red")),
                Map.of("branding", Map.of("logo_url", "javascript:alert(1)")),
                Map.of("branding", Map.of("logo_url", "http://acme.example/logo.svg")),
                Map.of("branding", Map.of("logo_url", "//evil.example/logo.svg")),
                Map.of("languages", List.of()),
                Map.of("languages", List.of("Bahasa Indonesia")),
                Map.of("retention_days", -1))) {
            change(change).statusCode(400);
        }
        change(Map.of("branding", Map.of("logo_url", "/logos/acme.svg"))).statusCode(200);
    }

    @Test
    void everybody_may_know_how_a_company_is_seen_and_nothing_else_of_it() {
        change(Map.of("branding", Map.of("color", "#036772", "greeting", "Halo")));

        var seen = Api.anonymous()
                .get("/companies/{slug}/public", slug.toUpperCase(Locale.ROOT))
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("max-age"))
                .body("slug", equalTo(slug))
                .body("name", equalTo("Acme"))
                .body("branding.color", equalTo("#036772"))
                .body("languages", contains("id", "en"))
                .body("$", not(hasKey("version")))
                .body("$", not(hasKey("id")))
                .body("$", not(hasKey("hosts")));

        Api.anonymous()
                .header("If-None-Match", seen.extract().header("ETag"))
                .get("/companies/{slug}/public", slug)
                .then()
                .statusCode(304);
        Api.anonymous().get("/companies/nobody-here/public").then().statusCode(404);
        Api.asOperator().body(Map.of("active", false)).patch("/companies/{id}", company);
        Api.anonymous().get("/companies/{slug}/public", slug).then().statusCode(404);
    }

    private ValidatableResponse change(Map<String, Object> change) {
        return Api.as(admin).body(change).patch("/companies/{id}", company).then();
    }
}
