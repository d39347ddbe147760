package dev.sapa.routing.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.events.Conversation;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.MessagePosted;
import dev.sapa.routing.Api;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events of chat-service come late, twice and in any order; the newest state wins. */
@RoutingTest
class ConversationEventsTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Inject
    Scene scene;

    private final UUID company = UUID.randomUUID();
    private final UUID taxes = UUID.randomUUID();
    private final Conversation waiting =
            Scene.conversation(UUID.randomUUID(), company, taxes, Priority.NORMAL, "pajak");

    @Test
    void a_waiting_conversation_that_is_closed_leaves_the_queue() {
        var first = scene.started(company, taxes, NOON);
        var second = scene.started(company, taxes, NOON.plusSeconds(1));

        scene.closed(first, company, 2);

        Api.asAdmin(company)
                .get("/queue")
                .then()
                .statusCode(200)
                .body("items.conversation_id", contains(second.toString()))
                .body("items[0].position", equalTo(1));
        scene.readyAgent(company, 5, taxes);
        assertThat(scene.state(first)).isEqualTo("done");
    }

    @Test
    void a_second_delivery_has_no_second_effect() {
        var agent = scene.readyAgent(company, 5, taxes);
        var started = new ConversationStarted(waiting, 1, NOON);
        scene.delivered(started);
        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(waiting.id())));

        scene.delivered(started);

        assertThat(scene.load(agent)).isEqualTo(1);
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void a_late_event_does_not_reopen_what_is_closed() {
        scene.changed(Scene.state(waiting, Status.CLOSED, Responder.AGENT, null, 0, true), 3);

        scene.delivered(new ConversationStarted(waiting, 1, NOON));
        scene.changed(waiting, 2);

        assertThat(scene.state(waiting.id())).isEqualTo("done");
    }

    @Test
    void closing_twice_frees_the_capacity_once() {
        var agent = scene.readyAgent(company, 5, taxes);
        var other = scene.started(company, taxes, NOON);
        scene.delivered(new ConversationStarted(waiting, 1, NOON));
        await().atMost(AT_ONCE).until(() -> scene.load(agent) == 2);

        scene.closed(waiting.id(), company, 2);
        scene.closed(waiting.id(), company, 2);
        scene.closed(waiting.id(), company, 3);

        assertThat(scene.load(agent)).isEqualTo(1);
        assertThat(scene.holder(other)).isEqualTo(agent);
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void demo_conversations_are_left_alone_until_somebody_acts_on_them() {
        var agent = scene.readyAgent(company, 5, taxes);
        var untouched = Scene.state(waiting, Status.WAITING, Responder.AGENT, null, 0, false);
        scene.delivered(new ConversationStarted(untouched, 1, NOON));
        assertThat(scene.state(waiting.id())).isEqualTo("held");

        scene.deliver(
                MessagePosted.TYPE,
                waiting.id(),
                2,
                company,
                new MessagePosted(
                        waiting,
                        2,
                        UUID.randomUUID(),
                        1,
                        1,
                        MessagePosted.Author.VISITOR,
                        waiting.visitorId(),
                        null,
                        "text",
                        "anybody there?",
                        List.of(),
                        null,
                        NOON));

        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(waiting.id())));
    }

    @Test
    void a_bot_keeps_its_conversation_until_it_hands_it_over() {
        var agent = scene.readyAgent(company, 5, taxes);
        var withBot = Scene.state(waiting, Status.ACTIVE, Responder.BOT, null, 0, true);
        scene.delivered(new ConversationStarted(withBot, 1, NOON));
        assertThat(scene.state(waiting.id())).isEqualTo("held");

        scene.changed(waiting, 2);

        await().atMost(AT_ONCE).until(() -> agent.equals(scene.holder(waiting.id())));
    }

    @Test
    void an_agent_that_chat_chose_itself_is_counted() {
        var agent = scene.readyAgent(company, 1, taxes);

        scene.changed(Scene.state(waiting, Status.ACTIVE, Responder.AGENT, agent, 4, true), 9);

        assertThat(scene.holder(waiting.id())).isEqualTo(agent);
        assertThat(scene.load(agent)).isEqualTo(1);
        assertThat(scene.violations(company)).isZero();
    }

    @Test
    void the_queue_is_listed_page_by_page_in_order() {
        var ids = List.of(
                scene.started(company, taxes, NOON.plusSeconds(2)).toString(),
                scene.started(company, taxes, NOON.plusSeconds(3)).toString(),
                scene.started(company, taxes, NOON.plusSeconds(600), Priority.URGENT)
                        .toString());

        String next = Api.asAdmin(company)
                .queryParam("limit", 2)
                .get("/queue")
                .then()
                .body("items.conversation_id", contains(ids.get(2), ids.get(0)))
                .extract()
                .path("next_cursor");
        Api.asAdmin(company)
                .queryParam("limit", 2)
                .queryParam("cursor", next)
                .get("/queue")
                .then()
                .body("items.conversation_id", contains(ids.get(1)))
                .body("items.position", contains(3))
                .body("next_cursor", equalTo(null));
        Api.asAdmin(company).queryParam("cursor", "%%").get("/queue").then().statusCode(400);
    }
}
