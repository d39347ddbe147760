package dev.sapa.routing.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.EventHeader;
import dev.sapa.events.StaffChanged.Role;
import dev.sapa.events.WorkQueued;
import dev.sapa.events.WorkReturned;
import dev.sapa.routing.Api;
import dev.sapa.routing.ChatStandIn;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import dev.sapa.routing.Told;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S2-16: a conversation is passed on to a colleague or a department. */
@RoutingTest
class TransferTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    /** Of a stand-in that has applied whatever routing decided. */
    private static final long LATEST = 1000;

    @Inject
    Scene scene;

    @Inject
    Told told;

    private final UUID company = UUID.randomUUID();
    private UUID taxes = UUID.randomUUID();
    private UUID permits = UUID.randomUUID();

    @BeforeEach
    void departments() {
        taxes = scene.department(company, "Taxes");
        permits = scene.department(company, "Permits");
    }

    @Test
    void a_colleague_gets_it_with_the_note_even_if_it_is_full() {
        var agent = scene.readyAgent(company, 1, taxes);
        var conversation = held(agent);
        var colleague = scene.staff(company, Role.AGENT, permits);
        scene.sql("update agent set capacity = 0 where agent_id = $1", colleague);

        transfer(Api.asAgent(agent, company), conversation, Map.of("agent_id", colleague, "note", "knows him"))
                .statusCode(200)
                .body("agent_id", equalTo(colleague.toString()))
                .body("department_id", equalTo(permits.toString()))
                .body("epoch", equalTo(2))
                .body("forced", equalTo(true))
                .body("position", nullValue());

        assertThat(ChatStandIn.toldAssignment(conversation))
                .contains("\"kind\":\"transfer\"", "\"note\":\"knows him\"", "\"actor_id\":\"" + agent + "\"");
        assertThat(scene.load(agent)).isZero();
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void in_a_department_it_waits_from_when_it_first_waited_and_is_told_in_order() {
        var agent = scene.readyAgent(company, 1, taxes);
        var conversation = held(agent);
        scene.started(company, permits, NOON.minusSeconds(60));
        scene.started(company, permits, NOON.plusSeconds(60));

        transfer(Api.asAgent(agent, company), conversation, Map.of("department_id", permits, "note", "a permit"))
                .statusCode(200)
                .body("department_id", equalTo(permits.toString()))
                .body("epoch", equalTo(2))
                .body("position", equalTo(2))
                .body("conversation.id", equalTo(conversation.toString()));

        assertThat(scene.state(conversation)).isEqualTo("queued");
        assertThat(scene.load(agent)).isZero();
        assertThat(scene.violations(company)).isZero();
        var returned = told.about(conversation, WorkReturned.TYPE, 1).get(0);
        assertThat(Told.header(returned, EventHeader.VERSION)).isEqualTo("3");
        assertThat(returned.value())
                .contains(
                        "\"reason\":\"transferred\"",
                        "\"note\":\"a permit\"",
                        "\"department_id\":\"" + permits + "\"",
                        "\"actor_id\":\"" + agent + "\"");
        var queued = told.about(conversation, WorkQueued.TYPE, 2).get(1);
        assertThat(Told.header(queued, EventHeader.VERSION)).isEqualTo("4");
        assertThat(queued.value()).contains("\"department_id\":\"" + permits + "\"", "\"epoch\":2");
    }

    @Test
    void the_old_agent_does_not_get_it_again_at_once_and_another_member_does() {
        var agent = scene.readyAgent(company, 2, taxes);
        var conversation = held(agent);

        transfer(Api.asAgent(agent, company), conversation, Map.of("department_id", taxes))
                .statusCode(200);
        var second = scene.started(company, taxes, NOON.plusSeconds(1));
        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(second)));
        assertThat(scene.state(conversation)).isEqualTo("queued");

        var colleague = scene.readyAgent(company, 1, taxes);
        scene.staff(company, Role.AGENT, taxes);
        await().atMost(AT_ONCE).until(() -> colleague.equals(scene.holder(conversation)));
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void a_supervisor_moves_what_waits_and_a_late_word_of_chat_does_not_move_it_back() {
        var conversation = scene.started(company, taxes, NOON);
        ChatStandIn.shows(conversation, company, "waiting", LATEST);

        transfer(Api.asAdmin(company), conversation, Map.of("department_id", permits))
                .statusCode(200)
                .body("epoch", equalTo(1))
                .body("position", equalTo(1));
        scene.changed(Scene.conversation(conversation, company, taxes, Priority.NORMAL, "x"), 2);

        assertThat(scene.sql("select department_id from work_item where conversation_id = $1", conversation)
                        .iterator()
                        .next()
                        .getUUID(0))
                .isEqualTo(permits);
        transfer(Api.asAdmin(company), conversation, Map.of("department_id", permits))
                .statusCode(200)
                .body("epoch", equalTo(1));
    }

    @Test
    void an_agent_passes_on_only_what_it_has() {
        var agent = scene.readyAgent(company, 1, taxes);
        var conversation = held(agent);
        var stranger = Api.asAgent(scene.staff(company, Role.AGENT, taxes), company);

        transfer(stranger, conversation, Map.of("department_id", permits))
                .statusCode(403)
                .body("code", equalTo("not-your-conversation"));
        transfer(
                        Api.asAgent(scene.staff(company, Role.AGENT, taxes), company),
                        conversation,
                        Map.of("agent_id", scene.staff(company, Role.AGENT, permits)))
                .statusCode(403);

        assertThat(scene.holder(conversation)).isEqualTo(agent);
    }

    @Test
    void what_names_nothing_both_or_something_unknown_is_refused_and_changes_nothing() {
        var agent = scene.readyAgent(company, 1, taxes);
        var conversation = held(agent);
        var foreign = scene.department(UUID.randomUUID(), "Taxes");

        transfer(Api.asAdmin(company), conversation, Map.of()).statusCode(400).body("code", equalTo("bad-transfer"));
        transfer(Api.asAdmin(company), conversation, Map.of("agent_id", agent, "department_id", taxes))
                .statusCode(400);
        transfer(Api.asAdmin(company), conversation, Map.of("department_id", foreign))
                .statusCode(404)
                .body("code", equalTo("department-not-found"));
        transfer(Api.asAdmin(company), UUID.randomUUID(), Map.of("department_id", taxes))
                .statusCode(404)
                .body("code", equalTo("conversation-not-found"));
        scene.closed(conversation, company, 9);
        transfer(Api.asAdmin(company), conversation, Map.of("department_id", permits))
                .statusCode(409)
                .body("code", equalTo("conversation-closed"));
    }

    @Test
    void while_chat_does_not_show_it_the_transfer_stands_and_is_called_pending() {
        var agent = scene.readyAgent(company, 1, taxes);
        var conversation = held(agent);
        ChatStandIn.shows(conversation, company, "active", 1);

        transfer(Api.asAgent(agent, company), conversation, Map.of("department_id", permits))
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("assignment-pending"));

        assertThat(scene.state(conversation)).isEqualTo("queued");
        ChatStandIn.shows(conversation, company, "waiting", LATEST);
        transfer(Api.asAgent(agent, company), conversation, Map.of("department_id", permits))
                .statusCode(200)
                .body("epoch", equalTo(2));
    }

    private UUID held(UUID agent) {
        var conversation = scene.started(company, taxes, NOON);
        ChatStandIn.shows(conversation, company, "active", LATEST);
        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(conversation)));
        return conversation;
    }

    private static ValidatableResponse transfer(
            RequestSpecification caller, UUID conversation, Map<String, ?> request) {
        return caller.body(request)
                .post("/conversations/{id}/transfers", conversation)
                .then();
    }
}
