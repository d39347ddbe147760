package dev.sapa.routing.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.sapa.events.OfferChanged;
import dev.sapa.events.StaffChanged.Role;
import dev.sapa.routing.Api;
import dev.sapa.routing.ChatStandIn;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import dev.sapa.routing.Told;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a company that asks, an agent is offered a conversation and answers, or does not. */
@RoutingTest
class OfferTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Inject
    Scene scene;

    @Inject
    Told told;

    @Inject
    OfferSweep sweep;

    private final UUID company = UUID.randomUUID();
    private final UUID taxes = UUID.randomUUID();

    @BeforeEach
    void ask() {
        policy("ask", 600);
    }

    @Test
    void the_policy_is_auto_until_somebody_says_otherwise_and_changes_in_parts() {
        var other = UUID.randomUUID();
        Api.asAdmin(other)
                .get("/policy")
                .then()
                .body("offer_mode", equalTo("auto"))
                .body("offer_seconds", equalTo(30));
        Api.asAdmin(other)
                .body(Map.of("offer_seconds", 45))
                .patch("/policy")
                .then()
                .statusCode(200)
                .body("offer_mode", equalTo("auto"))
                .body("offer_seconds", equalTo(45));
        Api.asAdmin(other)
                .body(Map.of("offer_mode", "maybe"))
                .patch("/policy")
                .then()
                .statusCode(400);
    }

    @Test
    void an_offer_holds_a_place_until_it_becomes_the_assignment() {
        var agent = scene.readyAgent(company, 1, taxes);
        var conversation = offered(agent, NOON);
        var second = scene.started(company, taxes, NOON.plusSeconds(1));

        assertThat(scene.load(agent)).isEqualTo(1);
        assertThat(scene.state(second)).isEqualTo("queued");
        assertThat(scene.holder(conversation)).isNull();
        assertThat(scene.violations(company)).isZero();
        Api.asAgent(agent, company)
                .queryParam("agent", "me")
                .get("/offers")
                .then()
                .statusCode(200)
                .body("items.conversation_id", contains(conversation.toString()));

        var offer = offerOf(conversation);
        answer(agent, offer, "accept")
                .statusCode(200)
                .body("assignment_id", equalTo(offer.toString()))
                .body("agent_id", equalTo(agent.toString()))
                .body("epoch", equalTo(1));
        answer(agent, offer, "accept").statusCode(200).body("epoch", equalTo(1));

        assertThat(scene.holder(conversation)).isEqualTo(agent);
        assertThat(scene.load(agent)).isEqualTo(1);
        assertThat(scene.violations(company)).isZero();
        assertThat(told.about(offer, OfferChanged.TYPE, 2))
                .extracting(event -> event.value().replaceAll(".*\"state\":\"([a-z]+)\".*", "$1"))
                .containsExactly("made", "accepted");
        Api.asAdmin(company)
                .get("/conversations/{id}/assignment", conversation)
                .then()
                .body("decision.contenders[0].agent_id", equalTo(agent.toString()));
    }

    @Test
    void who_declines_is_not_asked_again_at_once_and_the_next_one_is() {
        var first = scene.readyAgent(company, 1, taxes);
        var conversation = offered(first, NOON);
        var next = scene.readyAgent(company, 1, taxes);
        var offer = offerOf(conversation);

        Api.asAgent(first, company)
                .body(Map.of("reason", "lunch"))
                .post("/offers/{id}/decline", offer)
                .then()
                .statusCode(204);
        answer(first, offer, "decline").statusCode(204);

        await().atMost(AT_ONCE).until(() -> next.equals(offeredTo(conversation)));
        assertThat(scene.load(first)).isZero();
        answer(first, offer, "accept").statusCode(410).body("code", equalTo("offer-gone"));
        assertThat(told.about(offer, OfferChanged.TYPE, 2).get(1).value())
                .contains("\"state\":\"declined\"", "\"reason\":\"lunch\"");

        answer(next, offerOf(conversation), "decline").statusCode(204);
        assertThat(offeredTo(conversation)).isNull();
        var other = scene.started(company, taxes, NOON.plusSeconds(9));
        await().atMost(AT_ONCE).until(() -> offeredTo(other) != null);
        assertThat(offeredTo(conversation)).isNull();
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void when_everybody_let_it_pass_all_may_be_asked_again_later() {
        var agent = scene.readyAgent(company, 1, taxes);
        var conversation = offered(agent, NOON);
        answer(agent, offerOf(conversation), "decline").statusCode(204);
        assertThat(offeredTo(conversation)).isNull();

        scene.sql("update work_item set excluded_until = clock_timestamp() where conversation_id = $1", conversation);
        scene.staff(company, Role.AGENT, taxes);

        await().atMost(AT_ONCE).until(() -> agent.equals(offeredTo(conversation)));
    }

    @Test
    void an_offer_nobody_answers_lapses_by_itself() {
        scene.sql("update policy set offer_seconds = 1 where company_id = $1", company);
        var agent = scene.readyAgent(company, 1, taxes);
        var conversation = offered(agent, NOON);
        var offer = offerOf(conversation);

        await().atMost(Duration.ofSeconds(3)).until(() -> offeredTo(conversation) == null);

        assertThat(scene.load(agent)).isZero();
        answer(agent, offer, "accept").statusCode(410);
        assertThat(stateOf(offer)).isEqualTo("expired");
    }

    @Test
    void the_sweep_ends_what_a_crash_left_and_what_an_agent_that_left_was_asked() {
        var dead = scene.readyAgent(company, 1, taxes);
        var lapsed = offerOf(offered(dead, NOON));
        var gone = scene.readyAgent(company, 1, taxes);
        var left = offerOf(offered(gone, NOON.plusSeconds(1)));
        scene.sql("update offer set expires_at = clock_timestamp() where id = $1", lapsed);
        scene.sql("update agent set declared = 'away' where agent_id = $1", gone);

        answer(dead, lapsed, "accept").statusCode(410);
        sweep.sweep().await().atMost(Duration.ofSeconds(10));

        assertThat(stateOf(lapsed)).isEqualTo("expired");
        assertThat(stateOf(left)).isEqualTo("withdrawn");
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void closing_moving_and_taking_by_hand_withdraw_the_offer_and_free_the_place() {
        var asked = scene.readyAgent(company, 3, taxes);
        var closed = offered(asked, NOON);
        var taken = offered(asked, NOON.plusSeconds(1));
        var own = offered(asked, NOON.plusSeconds(2));
        var offers = new UUID[] {offerOf(closed), offerOf(taken), offerOf(own)};
        var other = scene.staff(company, Role.AGENT, taxes);

        scene.closed(closed, company, 2);
        Api.assign(Api.asAdmin(company), taken, other, "manual").statusCode(200);
        Api.assign(Api.asAgent(asked, company), own, asked, "claim")
                .statusCode(200)
                .body("forced", equalTo(false));

        assertThat(stateOf(offers[0])).isEqualTo("withdrawn");
        assertThat(stateOf(offers[1])).isEqualTo("withdrawn");
        assertThat(stateOf(offers[2])).isEqualTo("accepted");
        assertThat(scene.load(asked)).isEqualTo(1);
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void only_the_agent_that_is_asked_answers() {
        var agent = scene.readyAgent(company, 1, taxes);
        var offer = offerOf(offered(agent, NOON));

        answer(scene.staff(company, Role.AGENT, taxes), offer, "accept")
                .statusCode(403)
                .body("code", equalTo("not-your-offer"));
        Api.asAgent(agent, UUID.randomUUID())
                .post("/offers/{id}/accept", offer)
                .then()
                .statusCode(404)
                .body("code", equalTo("offer-not-found"));
        Api.asAgent(UUID.randomUUID(), UUID.randomUUID()).get("/offers").then().body("items", hasSize(0));
    }

    @Test
    void the_database_itself_refuses_a_second_open_offer_of_a_conversation() {
        var conversation = offered(scene.readyAgent(company, 1, taxes), NOON);

        assertThatThrownBy(() -> scene.sql("""
                        insert into offer (id, company_id, conversation_id, agent_id, expires_at)
                        values (gen_random_uuid(), $1, $2, gen_random_uuid(), clock_timestamp())
                        """, company, conversation))
                .hasMessageContaining("uq_offer_conversation_id_made");
    }

    private void policy(String mode, int seconds) {
        Api.asAdmin(company)
                .body(Map.of("offer_mode", mode, "offer_seconds", seconds))
                .patch("/policy")
                .then()
                .statusCode(200);
    }

    private UUID offered(UUID agent, Instant at) {
        var conversation = scene.started(company, taxes, at);
        ChatStandIn.knows(conversation, company, "active");
        await().atMost(AT_ONCE).until(() -> agent.equals(offeredTo(conversation)));
        return conversation;
    }

    private UUID offeredTo(UUID conversation) {
        return scene.sql("select offered_to from work_item where conversation_id = $1", conversation)
                .iterator()
                .next()
                .getUUID(0);
    }

    private UUID offerOf(UUID conversation) {
        return scene.sql("select id from offer where conversation_id = $1 and state = 'made'", conversation)
                .iterator()
                .next()
                .getUUID(0);
    }

    private String stateOf(UUID offer) {
        return scene.sql("select state from offer where id = $1", offer)
                .iterator()
                .next()
                .getString(0);
    }

    private ValidatableResponse answer(UUID agent, UUID offer, String answer) {
        return Api.asAgent(agent, company).post("/offers/{id}/" + answer, offer).then();
    }
}
