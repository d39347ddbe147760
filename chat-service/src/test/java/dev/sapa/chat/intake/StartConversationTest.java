package dev.sapa.chat.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.Flood;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class StartConversationTest {

    @Test
    void starts_waiting_for_an_agent_and_hands_out_a_capability() { // S3-1
        var company = Announcements.company(PortalAccess.OPEN);

        var response = Chat.start(
                company, Map.of("topic", "Izin usaha", "visitor", Map.of("email", "Ani@example.org", "name", "Ani")));

        response.then()
                .statusCode(201)
                .body("status", equalTo("waiting"))
                .body("responder", equalTo("agent"))
                .body("priority", equalTo("normal"))
                .body("channel", equalTo("web"))
                .body("agent", nullValue())
                .body("version", equalTo(1))
                .body("last_seq", equalTo(0))
                .body("visitor.name", equalTo("Ani"))
                .body("session_token", startsWith("lcs_"));
        var held = Chat.held(company, response);
        Chat.say(held.sessionToken(), held.id(), "Halo").then().statusCode(201).body("message.seq", equalTo(1));
    }

    @Test
    void refuses_what_is_incomplete() { // S2-8, S3-2
        var company = Announcements.company(PortalAccess.OPEN);
        var ani = Map.of("email", "ani@example.org");

        refused(company, Map.of("visitor", ani), "invalid-request");
        refused(company, Map.of("topic", "a".repeat(256), "visitor", ani), "invalid-request");
        refused(company, Map.of("topic", "a\0b", "visitor", ani), "invalid-request");
        refused(company, Map.of("topic", "Izin", "priority", "very", "visitor", ani), "priority-invalid");
        refused(company, Map.of("topic", "Izin"), "visitor-identity-missing");
        refused(company, Map.of("topic", "Izin", "visitor", Map.of("name", "Ani")), "visitor-identity-missing");
        refused(company, Map.of("topic", "Izin", "visitor", Map.of("email", "ani")), "invalid-request");
        assertThat(Database.column("select id from conversation where company_id = '%s'".formatted(company)))
                .isEmpty();
    }

    @Test
    void sixteen_starts_at_once_give_one_visitor_and_one_open_conversation() { // I9, F34
        var company = Announcements.company(PortalAccess.OPEN);
        var body = new JsonObject()
                .put("company", Announcements.slug(company))
                .put("topic", "Izin usaha")
                .put(
                        "visitor",
                        new JsonObject()
                                .put("browser_uuid", UUID.randomUUID().toString())
                                .put("email", "budi@example.org"));

        var answers = Flood.of(16, i -> Flood.post("/conversations", body));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 201 || answer.statusCode() == 200);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> new JsonObject(answer.body()).getString("id"))
                        .distinct())
                .hasSize(1);
        assertThat(Database.column("select id from visitor where company_id = '%s'".formatted(company)))
                .hasSize(1);
    }

    @Test
    void new_always_opens_another_conversation_of_the_same_visitor() { // S2-11, S3-3
        var company = Announcements.company(PortalAccess.OPEN);
        var body = Map.of("topic", "Izin", "new", true, "visitor", Map.of("browser_uuid", "b-1"));

        var first = Chat.start(company, body);
        var second = Chat.start(company, body);

        second.then()
                .statusCode(201)
                .body("id", not(equalTo(first.path("id"))))
                .body("visitor.id", equalTo(first.path("visitor.id")));
    }

    @Test
    void knows_a_visitor_by_any_identity_and_lets_nobody_take_one_away() {
        var company = Announcements.company(PortalAccess.OPEN);
        var ani = Chat.start(company, start(Map.of("browser_uuid", "b-1", "email", "ani@example.org")));
        var budi = Chat.start(company, start(Map.of("browser_uuid", "b-2")));

        Chat.start(company, start(Map.of("browser_uuid", "b-3", "email", "ANI@example.org")))
                .then()
                .body("visitor.id", equalTo(ani.path("visitor.id")));
        Chat.start(company, start(Map.of("browser_uuid", "b-2", "email", "ani@example.org")))
                .then()
                .body("visitor.id", equalTo(budi.path("visitor.id")));
        Chat.start(company, start(Map.of("browser_uuid", "b-3")))
                .then()
                .body("visitor.id", equalTo(ani.path("visitor.id")));
    }

    @Test
    void a_strict_company_does_not_hand_an_open_conversation_to_whoever_names_its_visitor() {
        var company = Announcements.company(PortalAccess.STRICT);
        var mine = Chat.start(company, start(Map.of("email", "ani@example.org", "name", "Ani")));

        Chat.start(company, start(Map.of("email", "ani@example.org", "name", "Mallory")))
                .then()
                .statusCode(201)
                .body("id", not(equalTo(mine.path("id"))))
                .body("visitor.name", equalTo("Ani"));
        given().auth()
                .oauth2(mine.path("session_token"))
                .contentType(ContentType.JSON)
                .body(Map.of("topic", "Izin"))
                .post("/conversations")
                .then()
                .statusCode(200);
    }

    @Test
    void a_repeat_with_the_same_key_gets_the_same_conversation() {
        var company = Announcements.company(PortalAccess.STRICT);
        var body = new JsonObject()
                .put("company", Announcements.slug(company))
                .put("topic", "Izin usaha")
                .put("new", true)
                .put("visitor", new JsonObject().put("browser_uuid", "b-1"));

        var answers = Flood.of(8, i -> Flood.post("/conversations", body, "Idempotency-Key", "k-1"));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers.stream()
                        .map(answer -> new JsonObject(answer.body()).getString("id"))
                        .distinct())
                .hasSize(1);
        assertThat(Flood.post("/conversations", body.copy().put("topic", "Pajak"), "Idempotency-Key", "k-1")
                        .join()
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void finds_the_company_by_credential_then_host_then_name() {
        var named = Announcements.company(PortalAccess.OPEN);
        var hosted = UUID.randomUUID();
        var host = hosted + ".example.org";
        Announcements.company(hosted, 1, "h-" + hosted, true, PortalAccess.OPEN, List.of(host));
        Database.awaitRow("select 1 from company where id = '%s'".formatted(hosted));
        var own = Announcements.company(PortalAccess.OPEN);
        var body = Map.of(
                "topic",
                "Izin",
                "company",
                Announcements.slug(named).toUpperCase(Locale.ROOT),
                "visitor",
                Map.of("email", "a@b.id"));

        started(Map.of(), body).body("company_id", equalTo(named.toString()));
        started(Map.of("X-Forwarded-Host", host + ":8080"), body).body("company_id", equalTo(hosted.toString()));
        started(
                        Map.of(
                                "X-Forwarded-Host",
                                host,
                                "Authorization",
                                "Bearer " + Tokens.agent(own, UUID.randomUUID())),
                        body)
                .body("company_id", equalTo(own.toString()));
        given().contentType(ContentType.JSON)
                .body(Map.of("topic", "Izin", "company", "no-such", "visitor", Map.of("email", "a@b.id")))
                .post("/conversations")
                .then()
                .statusCode(400)
                .body("code", equalTo("company-unknown"));
    }

    @Test
    void a_suspended_company_starts_nothing() {
        var company = Announcements.company(PortalAccess.OPEN);
        Announcements.company(company, 2, Announcements.slug(company), false, PortalAccess.OPEN, List.of());
        Database.awaitRow("select 1 from company where id = '%s' and not active".formatted(company));

        Chat.start(company, start(Map.of("email", "ani@example.org")))
                .then()
                .statusCode(403)
                .body("code", equalTo("company-suspended"));
    }

    @Test
    void records_where_the_visitor_came_from() { // S2-8: the address is recorded
        var company = Announcements.company(PortalAccess.OPEN);
        var body =
                Map.of("topic", "Izin", "company", Announcements.slug(company), "visitor", Map.of("email", "a@b.id"));

        var id = started(Map.of("X-Forwarded-For", "203.0.113.7, 10.0.0.1", "User-Agent", "Peramban/1"), body)
                .extract()
                .path("id");

        assertThat(Database.column(
                        "select ip_address || ' ' || user_agent from conversation where id = '%s'".formatted(id)))
                .containsExactly("203.0.113.7 Peramban/1");
    }

    private static ValidatableResponse started(Map<String, String> headers, Map<String, Object> body) {
        return given().headers(headers)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/conversations")
                .then()
                .statusCode(201);
    }

    private static Map<String, Object> start(Map<String, Object> visitor) {
        return Map.of("topic", "Izin", "visitor", visitor);
    }

    private static void refused(UUID company, Map<String, Object> body, String code) {
        Chat.start(company, body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }
}
