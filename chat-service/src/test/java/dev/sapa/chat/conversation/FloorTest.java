package dev.sapa.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.MessagePosted.Author;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FloorTest {

    private static final UUID COMPANY = UUID.randomUUID();
    private static final UUID VISITOR = UUID.randomUUID();
    private static final UUID GRACE = UUID.randomUUID();
    private static final UUID LINUS = UUID.randomUUID();

    @Test
    void lets_the_visitor_speak_until_it_is_closed() {
        assertThat(waiting().of(visitor())).isEqualTo(Floor.Right.SPEAK);
        assertThat(activeOf(GRACE).of(visitor())).isEqualTo(Floor.Right.SPEAK);
        assertRefused(floor(Status.CLOSED, Responder.AGENT, GRACE), visitor(), "conversation-closed");
    }

    @Test
    void lets_only_the_assigned_agent_speak() {
        assertThat(activeOf(GRACE).of(agent(GRACE))).isEqualTo(Floor.Right.SPEAK);
        assertRefused(activeOf(GRACE), agent(LINUS), "not-responder");
    }

    @Test
    void asks_a_human_to_claim_what_waits_or_what_the_bot_answers() {
        assertThat(waiting().of(agent(LINUS))).isEqualTo(Floor.Right.CLAIM_FIRST);
        assertThat(floor(Status.ACTIVE, Responder.BOT, null).of(agent(LINUS))).isEqualTo(Floor.Right.CLAIM_FIRST);
        assertThat(floor(Status.ACTIVE, Responder.NONE, GRACE).of(agent(GRACE))).isEqualTo(Floor.Right.CLAIM_FIRST);
    }

    @Test
    void lets_the_bot_speak_only_while_it_is_the_responder() {
        assertThat(floor(Status.ACTIVE, Responder.BOT, null).of(bot())).isEqualTo(Floor.Right.SPEAK);
        assertRefused(waiting(), bot(), "not-responder");
        assertRefused(activeOf(GRACE), bot(), "not-responder");
    }

    @Test
    void hides_itself_from_other_companies_and_other_visitors_also_when_closed() {
        var closed = floor(Status.CLOSED, Responder.AGENT, GRACE);

        assertRefused(closed, new Speaker(Author.AGENT, UUID.randomUUID(), GRACE, "Grace"), "conversation-not-found");
        assertRefused(closed, new Speaker(Author.VISITOR, COMPANY, UUID.randomUUID(), null), "conversation-not-found");
    }

    @Test
    void lets_an_overseer_put_in_a_word_but_claim_what_only_waits() {
        var overseer = agent(LINUS).interject();

        assertThat(activeOf(GRACE).of(overseer)).isEqualTo(Floor.Right.SPEAK);
        assertThat(floor(Status.WAITING, Responder.BOT, null).of(overseer)).isEqualTo(Floor.Right.SPEAK);
        assertThat(waiting().of(overseer)).isEqualTo(Floor.Right.CLAIM_FIRST);
        assertRefused(floor(Status.CLOSED, Responder.AGENT, GRACE), overseer, "conversation-closed");
    }

    private static void assertRefused(Floor floor, Speaker speaker, String code) {
        assertThatThrownBy(() -> floor.of(speaker))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getParameters())
                        .containsEntry("code", code));
    }

    private static Floor waiting() {
        return floor(Status.WAITING, Responder.AGENT, null);
    }

    private static Floor activeOf(UUID agent) {
        return floor(Status.ACTIVE, Responder.AGENT, agent);
    }

    private static Floor floor(Status status, Responder responder, @Nullable UUID agent) {
        return new Floor(UUID.randomUUID(), COMPANY, VISITOR, status, responder, agent);
    }

    private static Speaker visitor() {
        return new Speaker(Author.VISITOR, COMPANY, VISITOR, null);
    }

    private static Speaker agent(UUID id) {
        return new Speaker(Author.AGENT, COMPANY, id, "Grace");
    }

    private static Speaker bot() {
        return new Speaker(Author.BOT, COMPANY, null, "Bot");
    }
}
