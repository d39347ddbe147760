package dev.sapa.verify.history;

import static dev.sapa.verify.history.Violation.Kind.CONTRADICTED;
import static dev.sapa.verify.history.Violation.Kind.DOUBLED;
import static dev.sapa.verify.history.Violation.Kind.GAP;
import static dev.sapa.verify.history.Violation.Kind.INVENTED;
import static dev.sapa.verify.history.Violation.Kind.LOST;
import static dev.sapa.verify.history.Violation.Kind.SWAPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A sound history passes; each way in which a suite could break its promises is planted in it and must be found. */
class CheckerTest {

    private final SyntheticRun run = new SyntheticRun();

    @Test
    void a_sound_history_is_clean() {
        var verdict = run.verdict();

        assertThat(verdict.clean()).as(verdict.report()).isTrue();
        assertThat(verdict.sent()).isEqualTo(8);
        assertThat(verdict.acknowledged()).isEqualTo(8);
        assertThat(verdict.receipts()).isEqualTo(18);
        assertThat(verdict.report())
                .startsWith("1 conversations: 8 sent, 8 acked")
                .contains("0 lost, 0 doubled");
    }

    @Test
    void acknowledged_before_the_commit_and_then_dropped_is_lost() {
        run.drop(5);
        assertFound(LOST, GAP);
    }

    @Test
    void dropped_at_the_end_is_lost_although_no_gap_shows() {
        run.drop(9);
        assertFound(LOST);
    }

    @Test
    void stored_twice_without_a_unique_index_is_doubled() {
        run.storeAgain(4);
        assertFound(DOUBLED);
    }

    @Test
    void two_messages_at_one_place_are_doubled() {
        run.placeAt(5, 4);
        assertFound(DOUBLED);
    }

    @Test
    void two_swapped_messages_of_one_sender_are_found_in_store() {
        run.swapStored(4, 6);
        assertFound(SWAPPED);
    }

    @Test
    void what_the_history_leaves_out_is_lost() {
        run.told.remove(3);
        assertFound(LOST);
    }

    @Test
    void a_history_out_of_order_is_swapped() {
        run.told.add(2, run.told.remove(3));
        assertFound(SWAPPED);
    }

    @Test
    void a_text_that_changed_on_the_way_to_the_table_is_contradicted() {
        run.changeText(3);
        assertFound(CONTRADICTED);
    }

    @Test
    void a_message_that_skipped_a_receiver_is_lost() {
        run.receipts.removeIf(receipt -> receipt.receiver().equals("agent") && receipt.seq() == 4);
        assertFound(LOST);
    }

    @Test
    void a_last_message_that_never_arrived_is_lost() {
        run.receipts.removeIf(receipt -> receipt.receiver().equals("visitor") && receipt.seq() == 9);
        assertFound(LOST);
    }

    @Test
    void a_message_delivered_again_after_a_resume_is_doubled() {
        run.receive("agent", 7);
        assertFound(DOUBLED);
    }

    @Test
    void one_message_delivered_at_two_places_is_doubled() {
        run.receipts.replaceAll(receipt -> receipt.receiver().equals("agent") && receipt.seq() == 8
                ? new Receipt("agent", receipt.session(), 8, "m7", "text 7", receipt.at())
                : receipt);
        assertFound(DOUBLED);
    }

    @Test
    void two_messages_swapped_on_the_way_to_a_receiver_are_found() {
        run.swapReceived("agent", 5, 6);
        assertFound(SWAPPED);
    }

    @Test
    void another_conversations_message_is_invented() {
        run.receipts.add(new Receipt("agent", "s1", 12, "m99", "of somebody else", 0));
        assertFound(INVENTED);
    }

    @Test
    void a_receiver_told_another_text_is_contradicted() {
        run.receipts.set(3, new Receipt("visitor", "s1", 2, "m2", "of somebody else", 0));
        assertFound(CONTRADICTED, DOUBLED);
    }

    @Test
    void what_was_refused_must_not_be_stored() {
        run.refuse(6);
        assertFound(INVENTED);
        assertThat(run.verdict().report()).contains("1 refused {not-responder=1}");
    }

    @Test
    void what_nobody_sent_is_invented() {
        run.store(10, "m10", "ghost", "boo");
        assertFound(INVENTED);
    }

    @Test
    void a_send_without_an_answer_may_be_stored_or_not_but_not_twice() {
        run.forgetAnswer(9);
        assertThat(run.verdict().clean()).isTrue();

        run.receipts.removeIf(receipt -> receipt.seq() == 9);
        run.drop(9);
        assertThat(run.verdict().clean()).isTrue();

        run.store(9, "m9", "c9", "text 9");
        run.store(10, "m10", "c9", "text 9");
        assertFound(DOUBLED);
    }

    @Test
    void a_resend_may_be_overtaken_by_what_was_sent_beside_it() {
        var recorder = new Recorder();
        recorder.invoke("visitor", "s1", "a", "first");
        recorder.invoke("visitor", "s1", "b", "second");
        recorder.ok("visitor", "s1", "b", 1, "m1");
        recorder.invoke("visitor", "s1", "a", "first");
        recorder.ok("visitor", "s1", "a", 2, "m2");
        var stored = List.of(
                new StoredMessage("s1", 1, "m1", "b", "second"), new StoredMessage("s1", 2, "m2", "a", "first"));

        var verdict = Checker.check(recorder.recording(), stored, stored);

        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.resent()).isEqualTo(1);
    }

    @Test
    void an_answer_without_a_send_is_a_fault_of_the_recording() {
        assertThatThrownBy(() -> new Recorder().ok("visitor", "s1", "a", 1, "m1"))
                .isInstanceOf(IllegalStateException.class);
    }

    /** At least these kinds, and a report that names them. */
    private void assertFound(Violation.Kind... kinds) {
        var verdict = run.verdict();
        assertThat(verdict.violations().stream().map(Violation::kind).distinct())
                .as(verdict.report())
                .contains(kinds);
        assertThat(verdict.report())
                .contains(Stream.of(kinds).map(kind -> kind.invariant() + " ").toList());
    }
}
