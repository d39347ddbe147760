package dev.sapa.routing.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.StaffChanged.Role;
import dev.sapa.routing.Api;
import dev.sapa.routing.ChatStandIn;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import dev.sapa.routing.Tokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** S2-14: a person assigns. */
@RoutingTest
class AssignTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Inject
    Scene scene;

    private final UUID company = UUID.randomUUID();
    private final UUID taxes = UUID.randomUUID();

    @Test
    void an_agent_assigns_a_colleague_that_is_offline_and_chat_shows_it() {
        var target = scene.staff(company, Role.AGENT, taxes);
        var conversation = waiting(null);

        Api.assign(Api.asAgent(scene.staff(company, Role.AGENT), company), conversation, target, "manual")
                .statusCode(200)
                .body("agent_id", equalTo(target.toString()))
                .body("department_id", equalTo(taxes.toString()))
                .body("epoch", equalTo(1))
                .body("forced", equalTo(false))
                .body("conversation.id", equalTo(conversation.toString()));

        assertThat(ChatStandIn.toldAssignment(conversation))
                .contains("\"epoch\":1", "\"kind\":\"manual\"", "\"agent_id\":\"" + target + "\"");
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void above_the_capacity_it_counts_as_forced() {
        var target = scene.readyAgent(company, 1, taxes);
        var first = waiting(taxes);
        await().atMost(Duration.ofSeconds(1)).until(() -> target.equals(scene.holder(first)));

        Api.assign(Api.asAdmin(company), waiting(taxes), target, "manual")
                .statusCode(200)
                .body("forced", equalTo(true));

        assertThat(scene.load(target)).isEqualTo(2);
        assertThat(scene.violations(company)).isZero();
        scene.closed(first, company, 2);
        assertThat(scene.load(target)).isEqualTo(1);
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void reassigning_ends_the_assignment_before_with_a_later_epoch() {
        var first = scene.staff(company, Role.AGENT);
        var second = scene.staff(company, Role.SUPERVISOR);
        var conversation = waiting(null);
        Api.assign(Api.asAdmin(company), conversation, first, "manual").statusCode(200);

        Api.assign(Api.asAdmin(company), conversation, second, "manual")
                .statusCode(200)
                .body("epoch", equalTo(2));

        assertThat(scene.holder(conversation)).isEqualTo(second);
        assertThat(scene.load(first)).isZero();
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void assigning_again_to_the_same_agent_changes_nothing() {
        var agent = scene.staff(company, Role.AGENT);
        var conversation = waiting(null);
        Api.assign(Api.asAdmin(company), conversation, agent, "manual").statusCode(200);

        Api.assign(Api.asAdmin(company), conversation, agent, "manual")
                .statusCode(200)
                .body("epoch", equalTo(1));

        assertThat(scene.load(agent)).isEqualTo(1);
    }

    @Test
    void an_admin_takes_over_by_claiming_but_is_not_assigned_by_others() {
        var admin = scene.staff(company, Role.ADMIN);
        var conversation = waiting(null);

        Api.assign(Api.asAdmin(company), conversation, admin, "manual")
                .statusCode(409)
                .body("code", equalTo("not-an-agent"));
        Api.assign(Api.as(Tokens.staff(admin, company, "admin")), conversation, admin, "claim")
                .statusCode(200)
                .body("agent_id", equalTo(admin.toString()));
    }

    @Test
    void a_claim_that_comes_too_late_is_refused() {
        var holder = scene.staff(company, Role.AGENT);
        var late = scene.staff(company, Role.AGENT);
        var conversation = waiting(null);
        Api.assign(Api.asAgent(holder, company), conversation, holder, "claim").statusCode(200);

        Api.assign(Api.asAgent(late, company), conversation, late, "claim")
                .statusCode(409)
                .body("code", equalTo("conversation-taken"));

        assertThat(scene.holder(conversation)).isEqualTo(holder);
    }

    @Test
    void nobody_claims_for_somebody_else() {
        var agent = scene.staff(company, Role.AGENT);
        var other = scene.staff(company, Role.AGENT);

        Api.assign(Api.asAgent(agent, company), waiting(null), other, "claim")
                .statusCode(403)
                .body("code", equalTo("claim-for-other"));
    }

    @Test
    void a_foreign_and_an_unknown_conversation_or_agent_are_answered_alike() {
        var foreignCompany = UUID.randomUUID();
        var foreign = scene.started(foreignCompany, null, NOON);
        ChatStandIn.knows(foreign, foreignCompany, "waiting");
        var foreignAgent = scene.staff(foreignCompany, Role.AGENT);
        var agent = scene.staff(company, Role.AGENT);

        var unknownAnswer = Api.assign(Api.asAdmin(company), UUID.randomUUID(), agent, "manual")
                .statusCode(404)
                .body("code", equalTo("conversation-not-found"))
                .extract()
                .asString();
        assertThat(Api.assign(Api.asAdmin(company), foreign, agent, "manual")
                        .statusCode(404)
                        .extract()
                        .asString()
                        .replaceAll("[0-9a-f-]{36}", ""))
                .isEqualTo(unknownAnswer.replaceAll("[0-9a-f-]{36}", ""));
        Api.assign(Api.asAdmin(company), waiting(null), foreignAgent, "manual")
                .statusCode(404)
                .body("code", equalTo("agent-not-found"));
        Api.asAdmin(company)
                .get("/conversations/{id}/assignment", foreign)
                .then()
                .statusCode(404);
    }

    @Test
    void a_closed_conversation_is_refused() {
        var conversation = waiting(null);
        scene.closed(conversation, company, 2);

        Api.assign(Api.asAdmin(company), conversation, scene.staff(company, Role.AGENT), "manual")
                .statusCode(409)
                .body("code", equalTo("conversation-closed"));
    }

    @Test
    void a_conversation_whose_event_has_not_come_is_learnt_from_chat() {
        var agent = scene.staff(company, Role.AGENT);
        var conversation = UUID.randomUUID();
        ChatStandIn.knows(conversation, company, "waiting");

        Api.assign(Api.asAgent(agent, company), conversation, agent, "claim").statusCode(200);

        assertThat(scene.holder(conversation)).isEqualTo(agent);
    }

    @Test
    void while_chat_does_not_answer_the_assignment_stands_and_is_called_pending() {
        var agent = scene.staff(company, Role.AGENT);
        var conversation = waiting(null);
        ChatStandIn.answersAssignmentWith(conversation, 503);

        Api.assign(Api.asAdmin(company), conversation, agent, "manual")
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("assignment-pending"));

        assertThat(scene.holder(conversation)).isEqualTo(agent);
    }

    @Test
    void a_conversation_that_chat_closed_meanwhile_is_refused() {
        var conversation = UUID.randomUUID();
        ChatStandIn.knows(conversation, company, "waiting");
        var agent = scene.staff(company, Role.AGENT);
        Api.assign(Api.asAgent(agent, company), conversation, agent, "claim").statusCode(200);
        ChatStandIn.knows(conversation, company, "closed");

        Api.assign(Api.asAdmin(company), conversation, agent, "manual")
                .statusCode(409)
                .body("code", equalTo("conversation-closed"));
    }

    @Test
    void an_agent_that_chat_chose_itself_may_be_confirmed() {
        var agent = scene.staff(company, Role.AGENT);
        var conversation = UUID.randomUUID();
        ChatStandIn.knows(conversation, company, "active");
        scene.changed(
                Scene.state(
                        Scene.conversation(conversation, company, null, Priority.NORMAL, "tax"),
                        Status.ACTIVE,
                        Responder.AGENT,
                        agent,
                        0,
                        true),
                1);

        Api.assign(Api.asAgent(agent, company), conversation, agent, "claim").statusCode(200);

        assertThat(ChatStandIn.toldAssignment(conversation)).isNull();
    }

    @Test
    void the_explanation_says_who_has_it_and_why() {
        var agent = scene.readyAgent(company, 5, taxes);
        var elsewhere = scene.readyAgent(company, 5, UUID.randomUUID());
        var conversation = waiting(taxes);
        await().atMost(Duration.ofSeconds(1)).until(() -> agent.equals(scene.holder(conversation)));

        Api.asAdmin(company)
                .get("/conversations/{id}/assignment", conversation)
                .then()
                .statusCode(200)
                .body("state", equalTo("assigned"))
                .body("assignment.kind", equalTo("automatic"))
                .body("decision.rule", equalTo("least-relative-load, longest-idle"))
                .body("decision.eligible", equalTo(1))
                .body("decision.contenders[0].agent_id", equalTo(agent.toString()))
                .body("decision.refused.not-member", equalTo(1));
        assertThat(scene.load(elsewhere)).isZero();
    }

    @Test
    void the_explanation_of_a_waiting_one_says_what_speaks_against_each_agent() {
        var agent = scene.staff(company, Role.AGENT, taxes);
        waiting(taxes);
        var second = scene.started(company, taxes, NOON.plusSeconds(1));

        Api.asAdmin(company)
                .get("/conversations/{id}/assignment", second)
                .then()
                .body("state", equalTo("queued"))
                .body("position", equalTo(2))
                .body("agents[0].agent_id", equalTo(agent.toString()))
                .body("agents[0].against", hasItem("not-live"))
                .body("agents[0].against", hasItem("not-online"));
    }

    private UUID waiting(@Nullable UUID department) {
        var conversation = scene.started(company, department, NOON);
        ChatStandIn.knows(conversation, company, "waiting");
        return conversation;
    }
}
