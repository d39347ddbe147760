package dev.sapa.chat.canned;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class CannedReplyTest {

    private final UUID taxes = UUID.randomUUID();
    private UUID company = UUID.randomUUID();
    private String supervisor = "";
    private String agent = "";
    private String ofTaxes = "";

    @BeforeEach
    void aCompanyWithADepartment() {
        company = Announcements.company(PortalAccess.STRICT);
        Announcements.department(company, taxes, 1, "Pajak");
        Database.awaitRow("select 1 from department where id = '%s'".formatted(taxes));
        supervisor = Tokens.supervisor(company, UUID.randomUUID());
        agent = Tokens.agent(company, UUID.randomUUID());
        ofTaxes = Tokens.agent(company, UUID.randomUUID(), taxes);
    }

    @Test
    void agents_see_the_companys_their_departments_and_their_own() {
        create(supervisor, "salam", Map.of()).statusCode(201).body("scope", equalTo("company"));
        create(supervisor, "pajak", Map.of("department_id", taxes))
                .statusCode(201)
                .body("scope", equalTo("department"))
                .body("department.name", equalTo("Pajak"));
        create(agent, "saya", Map.of("personal", true)).statusCode(201).body("scope", equalTo("personal"));

        list(agent, "").body("items.shortcut", contains("salam", "saya"));
        list(ofTaxes, "").body("items.shortcut", contains("pajak", "salam"));
        list(supervisor, "").body("items.shortcut", contains("pajak", "salam"));
        list(supervisor, "?department_id=" + UUID.randomUUID()).body("items.shortcut", contains("salam"));
        list(supervisor, "?q=PAJ").body("items.shortcut", contains("pajak"));
        list(Tokens.admin(UUID.randomUUID(), UUID.randomUUID()), "").body("items", empty()); // I13
    }

    @Test
    void a_shortcut_stands_for_one_reply_of_the_company_and_one_of_each_person() {
        create(supervisor, "salam", Map.of()).statusCode(201);

        create(supervisor, "salam", Map.of("department_id", taxes))
                .statusCode(409)
                .body("code", equalTo("shortcut-taken"));
        create(agent, "salam", Map.of("personal", true)).statusCode(201);
        create(agent, "salam", Map.of("personal", true)).statusCode(409);
        create(ofTaxes, "salam", Map.of("personal", true)).statusCode(201);
        list(agent, "").body("items.scope", containsInAnyOrder("company", "personal"));
    }

    @Test
    void names_what_is_to_be_filled_in() {
        Chat.send(
                        supervisor,
                        "POST",
                        "/canned-replies",
                        Map.of(
                                "shortcut",
                                "nib",
                                "title",
                                "NIB",
                                "text",
                                "Yth. {{visitor.name}}, nomor {{ conversation.number }} untuk {{visitor.name}} {{x y}}"))
                .then()
                .statusCode(201)
                .body("placeholders", contains("visitor.name", "conversation.number"));
    }

    @Test
    void only_overseers_change_what_is_shared_and_nobody_elses_own_is_there() {
        var shared = id(create(supervisor, "salam", Map.of()));
        var own = id(create(agent, "saya", Map.of("personal", true)));

        create(agent, "lain", Map.of()).statusCode(403);
        change(agent, shared, Map.of("title", "Lain")).statusCode(403);
        change(supervisor, own, Map.of("title", "Lain")).statusCode(404);
        change(Tokens.supervisor(Announcements.company(PortalAccess.STRICT), UUID.randomUUID()), shared, Map.of())
                .statusCode(404);
        change(supervisor, shared, Map.of("text", "Selamat pagi", "department_id", taxes))
                .statusCode(200)
                .body("text", equalTo("Selamat pagi"))
                .body("shortcut", equalTo("salam"))
                .body("department.id", equalTo(taxes.toString()))
                .body("version", equalTo(2));
        change(supervisor, shared, Map.of("everywhere", true)).body("department", nullValue());
        change(agent, own, Map.of("shortcut", "aku")).statusCode(200);
        Chat.send(agent, "DELETE", "/canned-replies/{id}", Map.of(), shared)
                .then()
                .statusCode(403);
        Chat.send(agent, "DELETE", "/canned-replies/{id}", Map.of(), own).then().statusCode(204);
        list(agent, "").body("items.shortcut", contains("salam"));
    }

    @Test
    void refuses_what_is_no_reply() {
        create(supervisor, "Dua Kata", Map.of()).statusCode(400);
        create(supervisor, "jauh", Map.of("department_id", UUID.randomUUID()))
                .statusCode(400)
                .body("code", equalTo("department-unknown"));
        create(agent, "dua", Map.of("personal", true, "department_id", taxes)).statusCode(400);
        var other = id(create(supervisor, "lain", Map.of()));
        create(supervisor, "salam", Map.of()).statusCode(201);
        change(supervisor, other, Map.of("shortcut", "salam")).statusCode(409);
    }

    private static ValidatableResponse create(String token, String shortcut, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("shortcut", shortcut, "title", "Judul", "text", "Isi"));
        body.putAll(more);
        return Chat.send(token, "POST", "/canned-replies", body).then();
    }

    private static ValidatableResponse change(String token, String id, Map<String, Object> patch) {
        return Chat.send(token, "PATCH", "/canned-replies/{id}", patch, id).then();
    }

    private static ValidatableResponse list(String token, String query) {
        return Chat.get(token, "/canned-replies" + query).then().statusCode(200);
    }

    private static String id(ValidatableResponse created) {
        return created.statusCode(201).extract().path("id");
    }
}
