package dev.sapa.chat.assignment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.AssignmentMade;
import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.Topic;
import dev.sapa.events.WorkReturned;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ApplyAssignmentTest {

    private final UUID company = UUID.randomUUID();
    private final UUID grace = UUID.randomUUID();
    private final UUID linus = UUID.randomUUID();

    @Test
    void shows_the_agent_and_the_department_by_name() { // S2-14
        var held = started();
        var taxes = UUID.randomUUID();
        Announcements.staff(company, grace, 1, "Grace");
        Announcements.department(company, taxes, 1, "Perpajakan");
        Database.awaitRow("select 1 from staff where id = '%s'".formatted(grace));
        Database.awaitRow("select 1 from department where id = '%s'".formatted(taxes));

        Chat.assign(held, 1, grace, taxes)
                .then()
                .statusCode(200)
                .body("status", equalTo("active"))
                .body("agent.id", equalTo(grace.toString()))
                .body("agent.name", equalTo("Grace"))
                .body("department.name", equalTo("Perpajakan"))
                .body("assignment_epoch", equalTo(1))
                .body("version", equalTo(2));
    }

    @Test
    void a_late_decision_changes_nothing_whichever_way_it_comes() { // I5
        var held = started();
        Chat.assign(held, 3, linus);

        Chat.assign(held, 2, grace)
                .then()
                .statusCode(200)
                .body("agent.id", equalTo(linus.toString()))
                .body("version", equalTo(2));
        announce(held, 1, grace);
        announce(held, 4, grace);
        Database.awaitRow("select 1 from conversation where id = '%s' and assignment_epoch = 4".formatted(held.id()));
        assertThat(Database.column(
                        "select version || ' ' || agent_id from conversation where id = '%s'".formatted(held.id())))
                .containsExactly("3 " + grace);
    }

    @Test
    void returned_work_waits_again() {
        var held = started();
        Chat.assign(held, 1, grace);

        Announcements.send(
                Topic.ROUTING,
                WorkReturned.TYPE,
                held.id(),
                2,
                company,
                new WorkReturned(held.id(), company, 2, 2, grace, "agent-lost", null, null, null, Instant.now()));

        Database.awaitRow("select 1 from conversation where id = '%s' and status = 'waiting'".formatted(held.id()));
        Chat.get(held.sessionToken(), "/conversations/{id}", held.id())
                .then()
                .body("agent", nullValue())
                .body("responder", equalTo("agent"))
                .body("version", equalTo(3));
    }

    @Test
    void a_closed_conversation_stays_closed() {
        var held = started();
        Chat.close(held.sessionToken(), held.id(), Map.of());

        Chat.assign(held, 1, grace).then().statusCode(200).body("status", equalTo("closed"));
    }

    @Test
    void only_services_assign_and_only_within_the_conversations_company() {
        var held = started();
        var body = Map.<String, Object>of(
                "company_id", company, "epoch", 1, "version", 1, "agent_id", grace, "kind", "claim");

        assign(Tokens.admin(company, grace), held, body, 403);
        assign(held.sessionToken(), held, body, 403);
        Chat.assign(new Chat.Held(held.id(), UUID.randomUUID(), ""), 1, grace)
                .then()
                .statusCode(404)
                .body("code", equalTo("conversation-not-found"));
        assign(Tokens.service("routing-service"), held, Map.of("company_id", company, "epoch", 0), 400);
    }

    private Chat.Held started() {
        Announcements.company(company, 1, Announcements.slug(company), true, PortalAccess.STRICT, List.of());
        Database.awaitRow("select 1 from company where id = '%s'".formatted(company));
        return Chat.started(company);
    }

    private void announce(Chat.Held held, long epoch, UUID agent) {
        Announcements.send(
                Topic.ROUTING,
                AssignmentMade.TYPE,
                held.id(),
                epoch,
                company,
                new AssignmentMade(
                        UUID.randomUUID(),
                        held.id(),
                        company,
                        epoch,
                        epoch,
                        agent,
                        null,
                        AssignmentMade.Kind.AUTOMATIC,
                        false,
                        null,
                        null,
                        Instant.now()));
    }

    private static void assign(String token, Chat.Held held, Map<String, Object> body, int status) {
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/conversations/{id}/assignment", held.id())
                .then()
                .statusCode(status);
    }
}
