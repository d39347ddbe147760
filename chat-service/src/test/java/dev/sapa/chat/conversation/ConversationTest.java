package dev.sapa.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Status;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final UUID GRACE = UUID.randomUUID();
    private static final UUID LINUS = UUID.randomUUID();
    private static final UUID TAXES = UUID.randomUUID();
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

        assertThat(conversation.giveBack(1)).isFalse();
        assertThat(conversation.giveBack(2)).isTrue();

        assertThat(conversation.facts().status()).isEqualTo(Status.WAITING);
        assertThat(conversation.facts().agentId()).isNull();
        assertThat(conversation.facts().assignmentEpoch()).isEqualTo(2);
    }

    @Test
    void ignores_every_decision_once_closed() {
        conversation.close(new Closer(null, false), SILENT, NOW);

        assertThat(conversation.assign(9, GRACE, null)).isFalse();
        assertThat(conversation.giveBack(9)).isFalse();
        assertThat(conversation.facts().status()).isEqualTo(Status.CLOSED);
        assertThat(conversation.version()).isEqualTo(2);
    }

    @Test
    void is_closed_by_its_agent_or_an_overseer_but_not_by_another_agent_and_not_twice() {
        conversation.assign(1, GRACE, null);

        assertRefused(new Closer(LINUS, false), "not-responder");
        conversation.close(new Closer(LINUS, true), SILENT, NOW);
        assertRefused(new Closer(GRACE, false), "conversation-closed");
    }

    @Test
    void moves_a_read_horizon_only_forward_and_never_beyond_the_last_message() {
        assertThat(conversation.read(Side.VISITOR, 5)).isZero();
        assertThat(conversation.read(Side.STAFF, 0)).isZero();
    }

    private void assertRefused(Closer closer, String code) {
        assertThatThrownBy(() -> conversation.close(closer, SILENT, NOW))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getParameters())
                        .containsEntry("code", code));
    }
}
