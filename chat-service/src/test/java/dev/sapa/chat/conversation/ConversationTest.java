package dev.sapa.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sapa.chat.log.Actor;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Status;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final UUID GRACE = UUID.randomUUID();
    private static final UUID LINUS = UUID.randomUUID();
    private static final UUID TAXES = UUID.randomUUID();
    private static final Closer VISITOR = new Closer(Actor.VISITOR, false);
    private static final Closing SILENT = new Closing(null, null, null);

    private final Conversation conversation = Conversation.open(
            UUID.randomUUID(),
            1,
            UUID.randomUUID(),
            UUID.randomUUID(),
            new Opening("web", "Pajak", Priority.NORMAL, false, null, null),
            NOW);

    @Test
    void applies_a_later_decision_and_ignores_an_earlier_one() {
        assertThat(conversation.assign(2, GRACE, TAXES)).isTrue();
        assertThat(conversation.assign(1, LINUS, null)).isFalse();
        assertThat(conversation.assign(2, LINUS, null)).isFalse();

        assertThat(conversation.facts().agentId()).isEqualTo(GRACE);
        assertThat(conversation.facts().departmentId()).isEqualTo(TAXES);
        assertThat(conversation.facts().status()).isEqualTo(Status.ACTIVE);
        assertThat(conversation.version()).isEqualTo(2);
    }

    @Test
    void keeps_the_department_when_a_decision_names_none() {
        conversation.assign(1, GRACE, TAXES);
        conversation.assign(2, LINUS, null);

        assertThat(conversation.facts().departmentId()).isEqualTo(TAXES);
    }

    @Test
    void waits_again_without_an_agent_when_it_is_given_back() {
        conversation.assign(1, GRACE, TAXES);

        assertThat(conversation.giveBack(1, TAXES)).isFalse();
        assertThat(conversation.giveBack(2, TAXES)).isTrue();

        assertThat(conversation.facts().status()).isEqualTo(Status.WAITING);
        assertThat(conversation.facts().agentId()).isNull();
        assertThat(conversation.facts().assignmentEpoch()).isEqualTo(2);
    }

    @Test
    void ignores_every_decision_once_closed() {
        conversation.close(VISITOR, SILENT, NOW);

        assertThat(conversation.assign(9, GRACE, null)).isFalse();
        assertThat(conversation.giveBack(9, null)).isFalse();
        assertThat(conversation.facts().status()).isEqualTo(Status.CLOSED);
        assertThat(conversation.version()).isEqualTo(2);
    }

    @Test
    void is_closed_by_its_agent_or_an_overseer_but_not_by_another_agent_and_not_twice() {
        conversation.assign(1, GRACE, null);

        assertRefused(agent(LINUS, false), "not-responder");
        conversation.close(agent(LINUS, true), SILENT, NOW);
        assertRefused(agent(GRACE, false), "conversation-closed");
    }

    @Test
    void moves_a_read_horizon_only_forward_and_never_beyond_the_last_message() {
        assertThat(conversation.read(Side.VISITOR, 5)).isZero();
        assertThat(conversation.read(Side.STAFF, 0)).isZero();
    }

    @Test
    void notes_its_queue_only_while_it_waits_and_each_word_of_routing_once() {
        assertThat(conversation.queue(2, 0, TAXES)).isTrue();
        assertThat(conversation.queue(2, 0, null)).isFalse();
        assertThat(conversation.queue(1, 0, null)).isFalse();
        conversation.assign(1, GRACE, null);
        assertThat(conversation.queue(4, 1, null)).isFalse();
        conversation.giveBack(2, TAXES);
        assertThat(conversation.queue(5, 1, null)).isFalse();

        assertThat(conversation.facts().departmentId()).isEqualTo(TAXES);
        assertThat(conversation.version()).isEqualTo(4);
    }

    @Test
    void is_rated_once_also_after_the_close_and_hears_a_repeat_in_silence() {
        conversation.close(VISITOR, SILENT, NOW);

        assertThat(conversation.rate(4, "Baik")).isTrue();
        assertThat(conversation.rate(4, "Baik")).isFalse();
        assertThat(conversation.rate(4, null)).isFalse();
        assertRated(() -> conversation.rate(5, "Baik"));
        assertRated(() -> conversation.rate(4, "Buruk"));
        assertThat(conversation.facts().rating()).isEqualTo(4);
        assertThat(conversation.version()).isEqualTo(3);
    }

    @Test
    void keeps_the_names_of_its_tags_sorted() {
        conversation.tag(List.of("Urgent", "Komplain"));

        assertThat(conversation.facts().tags()).containsExactly("Komplain", "Urgent");
    }

    private static Closer agent(UUID id, boolean oversees) {
        return new Closer(Actor.staff(id), oversees);
    }

    private static void assertRated(ThrowingCallable rating) {
        assertThatThrownBy(rating)
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getParameters())
                        .containsEntry("code", "already-rated"));
    }

    private void assertRefused(Closer closer, String code) {
        assertThatThrownBy(() -> conversation.close(closer, SILENT, NOW))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getParameters())
                        .containsEntry("code", code));
    }
}
