package dev.sapa.chat.desk;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Chat.Held;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.DepartmentChanged;
import dev.sapa.events.Desk;
import dev.sapa.events.Topic;
import dev.sapa.events.WorkQueued;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conversations that are answered in Salesforce: how they get there, who may speak then, and how they come back. */
@QuarkusTest
@ServiceTest
class DeskTest {

    private static final String BRIDGE = Tokens.service("salesforce-bridge");

    private final UUID grace = UUID.randomUUID();
    private UUID company = UUID.randomUUID();

    @BeforeEach
    void newCompany() {
        company = Announcements.company(PortalAccess.STRICT);
    }

    @Test
    void a_transferred_conversation_waits_there_and_not_here() {
        var held = Chat.started(company);
        Chat.assign(held, 1, grace);

        transfer(held, Tokens.agent(company, grace), "salesforce")
                .then()
                .statusCode(200)
                .body("desk", equalTo("salesforce"))
                .body("status", equalTo("waiting"))
                .body("agent", nullValue())
                .body("assignment_epoch", equalTo(2));

        Chat.get(admin(), "/conversations?status=waiting")
                .then()
                .body("items.id", not(hasItem(held.id().toString())));
        Chat.get(admin(), "/conversations")
                .then()
                .body("items.id", hasItem(held.id().toString()));
    }

    @Test
    void an_agent_passes_on_what_it_has_and_an_overseer_everything() {
        var held = Chat.started(company);
        Chat.assign(held, 1, grace);

        transfer(held, Tokens.agent(company, UUID.randomUUID()), "salesforce")
                .then()
                .statusCode(409);
        transfer(held, Tokens.admin(UUID.randomUUID(), UUID.randomUUID()), "salesforce")
                .then()
                .statusCode(404);
        transfer(held, admin(), "elsewhere").then().statusCode(400);
        transfer(held, admin(), "salesforce").then().statusCode(200);
        transfer(held, admin(), "salesforce").then().statusCode(200).body("assignment_epoch", equalTo(2));
    }

    @Test
    void only_the_desk_that_has_it_speaks_and_only_by_the_decision_that_holds() {
        var held = Chat.started(company);
        transfer(held, admin(), "salesforce");

        word(held, 0, "joined", Map.of("agent_name", "Dewi")).then().statusCode(400);
        word(held, 7, "joined", Map.of("agent_name", "Dewi")).then().statusCode(409);
        word(held, 1, "joined", Map.of("agent_name", "Dewi"))
                .then()
                .statusCode(200)
                .body("status", equalTo("active"))
                .body("desk_agent", equalTo("Dewi"));
        said(held, 1, "m1", "Selamat pagi").then().statusCode(201).body("message.author_name", equalTo("Dewi"));
        said(held, 1, "m1", "Selamat pagi").then().statusCode(200);
        said(held, 2, "m2", "late").then().statusCode(409);
        Chat.say(Tokens.agent(company, grace), held.id(), "I too").then().statusCode(409);
        Chat.send(Tokens.service("routing-service"), "POST", "/conversations/{id}/desk/ended", ended(1), held.id())
                .then()
                .statusCode(403);

        Chat.get(held.sessionToken(), "/conversations/{id}?include=messages", held.id())
                .then()
                .body("messages.text", contains("Selamat pagi"))
                .body("messages.author", contains("agent"))
                .body("messages.seq", contains(1));
    }

    @Test
    void what_ends_there_is_closed_once() {
        var held = Chat.started(company);
        transfer(held, admin(), "salesforce");
        word(held, 1, "joined", Map.of("agent_name", "Dewi"));

        word(held, 1, "ended", ended(1)).then().statusCode(200).body("status", equalTo("closed"));
        word(held, 1, "ended", ended(1)).then().statusCode(409);
    }

    @Test
    void a_desk_that_cannot_help_gives_it_back_and_its_department_does_not_draw_it_again() {
        var department = salesforceDepartment();
        var held = Chat.started(company);
        queued(held, 1, department);
        awaitDesk(held, "salesforce");

        word(held, 1, "returned", Map.of("reason", "routing-failed", "text", "Mohon tunggu"))
                .then()
                .statusCode(200)
                .body("desk", equalTo("sapa"))
                .body("status", equalTo("waiting"));
        queued(held, 2, department);
        Database.awaitRow("select 1 from conversation where id = '%s' and queue_version = 2 and desk = 'sapa'"
                .formatted(held.id()));

        Chat.get(held.sessionToken(), "/conversations/{id}?include=messages", held.id())
                .then()
                .body("messages.text", contains("Mohon tunggu"))
                .body("messages.author", contains("system"));
    }

    @Test
    void a_later_decision_of_routing_takes_it_back() {
        var held = Chat.started(company);
        transfer(held, admin(), "salesforce");

        Chat.assign(held, 1, grace).then().body("desk", equalTo("salesforce"));
        Chat.assign(held, 2, grace).then().body("desk", equalTo("sapa")).body("status", equalTo("active"));
        said(held, 1, "m1", "too late").then().statusCode(409);
    }

    @Test
    void what_the_agents_there_have_read_is_told() {
        var held = Chat.started(company);
        Chat.say(held.sessionToken(), held.id(), "halo");
        transfer(held, admin(), "salesforce");

        word(held, 1, "read", Map.of("seq", 1)).then().statusCode(204);

        Chat.get(admin(), "/conversations/{id}", held.id()).then().body("unread", equalTo(0));
    }

    @Test
    void what_came_from_a_desks_own_system_never_goes_back_there() {
        var held = Chat.held(
                company,
                Chat.start(
                        company,
                        Map.of(
                                "topic",
                                "Izin",
                                "channel",
                                "salesforce",
                                "visitor",
                                Map.of("browser_uuid", UUID.randomUUID()))));

        transfer(held, admin(), "salesforce").then().statusCode(409);
        queued(held, 1, salesforceDepartment());

        Database.awaitRow("select 1 from conversation where id = '%s' and queue_version = 1 and desk = 'sapa'"
                .formatted(held.id()));
    }

    private UUID salesforceDepartment() {
        var id = UUID.randomUUID();
        Announcements.send(
                Topic.AUTH,
                DepartmentChanged.TYPE,
                id,
                1,
                company,
                new DepartmentChanged(id, company, 1, "Elsewhere", true, Desk.SALESFORCE));
        Database.awaitRow("select 1 from department where id = '%s' and desk = 'salesforce'".formatted(id));
        return id;
    }

    private void queued(Held held, long version, UUID department) {
        Announcements.send(
                Topic.ROUTING,
                WorkQueued.TYPE,
                held.id(),
                version,
                company,
                new WorkQueued(held.id(), company, version, version - 1, department, null, Instant.now()));
    }

    private static void awaitDesk(Held held, String desk) {
        Database.awaitRow("select 1 from conversation where id = '%s' and desk = '%s'".formatted(held.id(), desk));
    }

    private String admin() {
        return Tokens.admin(company, grace);
    }

    private static Response transfer(Held held, String token, String desk) {
        return Chat.send(token, "POST", "/conversations/{id}/transfer", Map.of("to", Map.of("desk", desk)), held.id());
    }

    private static Map<String, Object> ended(long epoch) {
        return Map.of("epoch", epoch, "reason", "ended-by-agent");
    }

    private static Response word(Held held, long epoch, String what, Map<String, Object> more) {
        var body = new HashMap<>(more);
        body.put("epoch", epoch);
        return Chat.send(BRIDGE, "POST", "/conversations/{id}/desk/" + what, body, held.id());
    }

    private static Response said(Held held, long epoch, String id, String text) {
        return word(held, epoch, "messages", Map.of("author_name", "Dewi", "text", text, "client_msg_id", id));
    }
}
