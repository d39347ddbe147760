package dev.sapa.routing.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.events.Conversation;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.routing.queue.WorkItem;
import dev.sapa.routing.queue.WorkItem.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final UUID CONVERSATION = UUID.randomUUID();
    private static final UUID COMPANY = UUID.randomUUID();
    private static final UUID ADA = UUID.randomUUID();
    private static final UUID GRACE = UUID.randomUUID();
    private static final UUID TAXES = UUID.randomUUID();
    private static final UUID PERMITS = UUID.randomUUID();
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    @Test
    void a_conversation_for_a_human_waits_from_when_it_needs_one() {
        var intake = intake(item(State.HELD, null, 0), told(Status.WAITING, Responder.AGENT, null, 0, true));

        assertThat(intake.item().state()).isEqualTo(State.QUEUED);
        assertThat(intake.item().enqueuedAt()).isEqualTo(LATER);
        assertThat(intake.item().department()).isEqualTo(TAXES);
    }

    @Test
    void the_department_of_a_conversation_that_has_one_is_kept() {
        var told = new Conversation(
                CONVERSATION,
                1,
                COMPANY,
                UUID.randomUUID(),
                "web",
                "tax",
                Priority.HIGH,
                Status.WAITING,
                Responder.AGENT,
                null,
                PERMITS,
                0,
                0,
                true,
                List.of(),
                null);

        var intake = intake(item(State.HELD, null, 0), told);

        assertThat(intake.item().department()).isEqualTo(PERMITS);
        assertThat(intake.item().rankKey()).isEqualTo(LATER.minusSeconds(300));
    }

    @Test
    void a_change_while_it_waits_keeps_its_place() {
        var intake = intake(item(State.QUEUED, null, 0), told(Status.WAITING, Responder.AGENT, null, 0, true));

        assertThat(intake.item().enqueuedAt()).isEqualTo(NOON);
    }

    @Test
    void bots_pauses_and_untouched_demo_data_are_left_alone() {
        var held = item(State.HELD, null, 0);

        assertThat(intake(held, told(Status.ACTIVE, Responder.BOT, null, 0, true))
                        .item()
                        .state())
                .isEqualTo(State.HELD);
        assertThat(intake(held, told(Status.WAITING, Responder.NONE, null, 0, true))
                        .item()
                        .state())
                .isEqualTo(State.HELD);
        assertThat(intake(held, told(Status.ACTIVE, Responder.AGENT, ADA, 0, false))
                        .item()
                        .state())
                .isEqualTo(State.HELD);
    }

    @Test
    void chat_that_has_not_seen_our_assignment_does_not_undo_it() {
        var intake = intake(item(State.ASSIGNED, ADA, 3), told(Status.WAITING, Responder.AGENT, null, 2, true));

        assertThat(intake.item().agent()).isEqualTo(ADA);
        assertThat(intake.release()).isNull();
    }

    @Test
    void chat_that_has_not_seen_our_return_does_not_undo_it() {
        var intake = intake(item(State.QUEUED, null, 3), told(Status.ACTIVE, Responder.AGENT, ADA, 2, true));

        assertThat(intake.item().state()).isEqualTo(State.QUEUED);
        assertThat(intake.adopt()).isFalse();
    }

    @Test
    void chat_showing_our_assignment_changes_nothing() {
        var intake = intake(item(State.ASSIGNED, ADA, 3), told(Status.ACTIVE, Responder.AGENT, ADA, 3, true));

        assertThat(intake.item().agent()).isEqualTo(ADA);
        assertThat(intake.release()).isNull();
        assertThat(intake.adopt()).isFalse();
    }

    @Test
    void closing_ends_the_assignment_whatever_chat_has_seen() {
        var intake = intake(item(State.ASSIGNED, ADA, 3), told(Status.CLOSED, Responder.AGENT, null, 1, true));

        assertThat(intake.item().state()).isEqualTo(State.DONE);
        assertThat(intake.release()).isEqualTo(ADA);
    }

    @Test
    void a_transfer_to_a_queue_takes_it_from_the_agent_and_keeps_the_time_it_waited() {
        var intake = intake(item(State.ASSIGNED, ADA, 3), told(Status.WAITING, Responder.AGENT, null, 3, true));

        assertThat(intake.item().state()).isEqualTo(State.QUEUED);
        assertThat(intake.release()).isEqualTo(ADA);
        assertThat(intake.item().enqueuedAt()).isEqualTo(NOON);
    }

    @Test
    void an_agent_that_only_chat_knows_of_is_adopted() {
        var intake = intake(item(State.ASSIGNED, ADA, 3), told(Status.ACTIVE, Responder.AGENT, GRACE, 4, true));

        assertThat(intake.item().agent()).isEqualTo(GRACE);
        assertThat(intake.item().epoch()).isEqualTo(4);
        assertThat(intake.release()).isEqualTo(ADA);
        assertThat(intake.adopt()).isTrue();
    }

    @Test
    void entering_a_queue_and_moving_to_another_are_told_with_the_next_version() {
        var told = told(Status.WAITING, Responder.AGENT, null, 0, true);

        var entering = intake(item(State.HELD, null, 0), told);
        var moving = intake(item(State.QUEUED, null, 0, PERMITS, null), told);
        var staying = intake(item(State.QUEUED, null, 0, TAXES, null), told);

        assertThat(entering.queued()).isTrue();
        assertThat(entering.item().version()).isEqualTo(1);
        assertThat(moving.queued()).isTrue();
        assertThat(staying.queued()).isFalse();
        assertThat(staying.item().version()).isZero();
    }

    @Test
    void an_open_offer_stays_while_it_waits_in_the_same_queue_only() {
        var waiting = told(Status.WAITING, Responder.AGENT, null, 0, true);
        var closed = told(Status.CLOSED, Responder.AGENT, null, 0, true);

        assertThat(intake(item(State.QUEUED, null, 0, TAXES, ADA), waiting)
                        .item()
                        .offeredTo())
                .isEqualTo(ADA);
        assertThat(intake(item(State.QUEUED, null, 0, PERMITS, ADA), waiting)
                        .item()
                        .offeredTo())
                .isNull();
        assertThat(intake(item(State.QUEUED, null, 0, TAXES, ADA), closed)
                        .item()
                        .offeredTo())
                .isNull();
    }

    @Test
    void chat_that_has_not_seen_our_transfer_does_not_move_it_back() {
        var intake =
                intake(item(State.QUEUED, null, 3, PERMITS, null), told(Status.ACTIVE, Responder.AGENT, ADA, 2, true));

        assertThat(intake.item().department()).isEqualTo(PERMITS);
        assertThat(intake.queued()).isFalse();
    }

    private static Intake intake(WorkItem item, Conversation told) {
        return Intake.of(item, told, item.conversationVersion() + 1, LATER, TAXES);
    }

    private static WorkItem item(State state, @Nullable UUID agent, long epoch) {
        return item(state, agent, epoch, null, null);
    }

    private static WorkItem item(
            State state, @Nullable UUID agent, long epoch, @Nullable UUID department, @Nullable UUID offeredTo) {
        return new WorkItem(
                CONVERSATION,
                COMPANY,
                1,
                5,
                state,
                "tax",
                Priority.NORMAL,
                department,
                agent,
                NOON,
                NOON,
                epoch,
                epoch,
                offeredTo,
                Set.of(),
                Map.of());
    }

    private static Conversation told(
            Status status, Responder responder, @Nullable UUID agent, long epoch, boolean routable) {
        return new Conversation(
                CONVERSATION,
                1,
                COMPANY,
                UUID.randomUUID(),
                "web",
                "tax",
                Priority.NORMAL,
                status,
                responder,
                agent,
                null,
                epoch,
                0,
                routable,
                List.of(),
                null);
    }
}
