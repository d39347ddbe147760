package dev.sapa.chat.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ServingTest {

    private static final String GATEWAY = Tokens.service("gateway");

    private final UUID company = Announcements.company(PortalAccess.STRICT);
    private final String user = "user-" + UUID.randomUUID();
    private final String visitor = Tokens.companyUser(company, user);
    private final String agent = Tokens.companyAgent(company, "admin1");

    @Test
    void the_company_is_shown_what_its_visitors_said_until_it_was_served() {
        var conversation = started();
        Chat.say(visitor, conversation, "one").then().statusCode(201);
        Chat.say(visitor, conversation, "two").then().statusCode(201);

        unservedOfCompany()
                .then()
                .body("items.message.text", contains("one", "two"))
                .body("items.visitor_name", contains(user, user));
        note("staff", conversation, 1);
        unservedOfCompany().then().body("items.message.text", contains("two"));
        note("staff", conversation, 2);
        note("staff", conversation, 1);
        unservedOfCompany().then().body("items", empty());
    }

    @Test
    void what_was_said_before_somebody_answered_has_been_seen() {
        var conversation = started();
        Chat.say(visitor, conversation, "one").then().statusCode(201);
        Chat.say(agent, conversation, "answer").then().statusCode(201);
        Chat.say(visitor, conversation, "two").then().statusCode(201);

        unservedOfCompany().then().body("items.message.text", contains("two"));
        Chat.get(GATEWAY, "/serving/conversations/{id}", conversation)
                .then()
                .body("staff_seq", equalTo(2))
                .body("visitor_seq", equalTo(0))
                .body("visitor_name", equalTo(user));
    }

    @Test
    void the_visitor_is_shown_what_the_company_said_until_it_was_served() {
        var conversation = started();
        var id = Chat.send(visitor, "POST", "/serving/visitor", Map.of()).<String>path("visitor_id");
        Chat.say(agent, conversation, "answer").then().statusCode(201).body("message.author_name", equalTo("admin1"));

        unservedOfVisitor(id).then().body("items.message.text", contains("answer"));
        note("visitor", conversation, 1);
        unservedOfVisitor(id).then().body("items", empty());
    }

    @Test
    void an_agent_of_the_company_reaches_a_visitor_by_its_name_and_by_its_id() {
        var conversation = started();
        var id = Chat.send(visitor, "POST", "/serving/visitor", Map.of()).<String>path("visitor_id");

        for (var name : new String[] {user, id}) {
            address(agent, name).then().statusCode(200).body("id", equalTo(conversation.toString()));
        }
        Chat.close(visitor, conversation, Map.of()).then().statusCode(200);
        var another = address(agent, user).then().statusCode(200).extract().<String>path("id");
        assertThat(another).isNotEqualTo(conversation.toString());
    }

    @Test
    void an_agent_of_another_company_finds_nobody() {
        started();
        var stranger = Tokens.companyAgent(Announcements.company(PortalAccess.STRICT), "admin1");

        address(stranger, user).then().statusCode(404);
        address(stranger, "nobody").then().statusCode(404);
    }

    @Test
    void only_services_read_positions_and_only_those_outside_the_staff_address_visitors() {
        var conversation = started();
        var admin = Tokens.admin(company, UUID.randomUUID());

        for (var token : new String[] {admin, agent, visitor}) {
            Chat.get(token, "/serving/companies/{id}/unserved", company).then().statusCode(403);
            Chat.get(token, "/serving/conversations/{id}", conversation).then().statusCode(403);
        }
        address(admin, user).then().statusCode(403);
        Chat.get(agent, "/conversations/{id}", conversation).then().statusCode(403);
        Chat.get(agent, "/conversations").then().statusCode(403);
    }

    private UUID started() {
        return UUID.fromString(Chat.send(visitor, "POST", "/conversations", Map.of("topic", "Izin usaha"))
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static Response address(String token, String name) {
        return Chat.send(token, "POST", "/serving/conversation", Map.of("user_id", name));
    }

    private Response unservedOfCompany() {
        return Chat.get(GATEWAY, "/serving/companies/{id}/unserved", company);
    }

    private Response unservedOfVisitor(String id) {
        return Chat.get(GATEWAY, "/serving/visitors/{id}/unserved?company_id={company}", id, company);
    }

    private static void note(String side, UUID conversation, long seq) {
        Chat.send(GATEWAY, "POST", "/serving/positions", Map.of("side", side, "positions", Map.of(conversation, seq)))
                .then()
                .statusCode(204);
    }
}
