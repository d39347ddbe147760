package dev.sapa.verify.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each of I4 to I9, broken in the books and found there. */
class BooksCheckerTest {

    @Test
    void sound_books_are_clean() {
        var books = new Books(
                List.of(new Books.Sample("anna", 2, 3, 1, 3)),
                List.of(assignment("anna", 1, false), assignment("ben", 2, true)),
                List.of(turn(1, 0, null, null), turn(2, 1, "anna", null), turn(3, 1, "anna", "anna")),
                List.of(new Books.Standing("c", "ben", "ben", List.of("anna"))),
                List.of(new Books.Opening("v", "web", "c"), new Books.Opening("v", "mail", "d")),
                List.of(new Books.Counter("messages", 7, 7)),
                List.of(new Books.Backlog("outbox", 0)),
                Set.of("bad"),
                Set.of("bad"));

        assertThat(BooksChecker.check(books)).isEmpty();
    }

    @Test
    void more_than_the_capacity_without_anybodys_hand_is_overloaded() {
        assertFound(Violation.Kind.OVERLOADED, samples(new Books.Sample("anna", 2, 3, 0, 3)));
    }

    @Test
    void a_load_that_is_not_what_is_held_is_untrue() {
        assertFound(Violation.Kind.UNTRUE_LOAD, samples(new Books.Sample("anna", 5, 2, 0, 3)));
    }

    @Test
    void two_open_assignments_are_shared() {
        assertFound(Violation.Kind.SHARED, assignments(assignment("anna", 1, true), assignment("ben", 2, true)));
    }

    @Test
    void an_epoch_that_was_given_before_is_no_fence() {
        assertFound(Violation.Kind.SHARED, assignments(assignment("anna", 2, false), assignment("ben", 2, true)));
    }

    @Test
    void a_former_agent_who_writes_is_not_fenced() {
        assertFound(
                Violation.Kind.FENCED,
                turns(turn(1, 1, "anna", null), turn(2, 2, "ben", null), turn(3, 2, "ben", "anna")));
    }

    @Test
    void a_conversation_that_goes_back_to_an_older_assignment_is_not_fenced() {
        assertFound(Violation.Kind.FENCED, turns(turn(1, 2, "ben", null), turn(2, 1, "anna", null)));
    }

    @Test
    void waiting_beside_an_agent_with_room_is_stranded() {
        assertFound(Violation.Kind.STRANDED, standings(new Books.Standing("c", null, null, List.of("anna"))));
    }

    @Test
    void assigned_for_routing_and_waiting_for_its_owner_is_stuck() {
        assertFound(Violation.Kind.STUCK, standings(new Books.Standing("c", null, "anna", List.of())));
    }

    @Test
    void a_report_that_says_another_number_is_miscounted() {
        assertFound(Violation.Kind.MISCOUNTED, counters(new Books.Counter("messages", 8, 7)));
    }

    @Test
    void what_did_not_drain_is_a_backlog() {
        assertFound(Violation.Kind.BACKLOG, backlogs(new Books.Backlog("chat.outbox", 1)));
    }

    @Test
    void a_good_event_among_the_dead_and_poison_that_is_not_are_both_found() {
        assertFound(Violation.Kind.DEAD_LETTER, letters(Set.of("good"), Set.of()));
        assertFound(Violation.Kind.DEAD_LETTER, letters(Set.of(), Set.of("bad")));
    }

    @Test
    void a_second_open_conversation_on_a_channel_is_found() {
        assertFound(
                Violation.Kind.SECOND,
                openings(new Books.Opening("v", "web", "c"), new Books.Opening("v", "web", "d")));
    }

    private static void assertFound(Violation.Kind kind, Books books) {
        var nothing = new Recorder().recording();
        var verdict = Checker.check(nothing, List.of(), List.of(), books);
        assertThat(verdict.violations()).extracting(Violation::kind).containsExactly(kind);
        assertThat(verdict.report()).contains("beyond messages {" + kind.invariant() + "=1}");
    }

    private static Books.Assignment assignment(String agent, long epoch, boolean open) {
        return new Books.Assignment("c", agent, epoch, open);
    }

    private static Books.Turn turn(long version, long epoch, @Nullable String holder, @Nullable String writer) {
        return new Books.Turn("c", version, epoch, holder, writer);
    }

    private static Books samples(Books.Sample... samples) {
        return new Books(
                List.of(samples), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Set.of(), Set.of());
    }

    private static Books assignments(Books.Assignment... assignments) {
        return new Books(
                List.of(),
                List.of(assignments),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                Set.of());
    }

    private static Books turns(Books.Turn... turns) {
        return new Books(
                List.of(), List.of(), List.of(turns), List.of(), List.of(), List.of(), List.of(), Set.of(), Set.of());
    }

    private static Books standings(Books.Standing... standings) {
        return new Books(
                List.of(),
                List.of(),
                List.of(),
                List.of(standings),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                Set.of());
    }

    private static Books openings(Books.Opening... openings) {
        return new Books(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(openings),
                List.of(),
                List.of(),
                Set.of(),
                Set.of());
    }

    private static Books counters(Books.Counter... counters) {
        return new Books(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(counters),
                List.of(),
                Set.of(),
                Set.of());
    }

    private static Books backlogs(Books.Backlog... backlogs) {
        return new Books(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(backlogs),
                Set.of(),
                Set.of());
    }

    private static Books letters(Set<String> buried, Set<String> poison) {
        return new Books(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), buried, poison);
    }
}
