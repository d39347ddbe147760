package dev.sapa.verify.history;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Decides I4 to I9 from the suite's {@link Books}. */
final class BooksChecker {

    private final Books books;
    private final List<Violation> violations = new ArrayList<>();

    private BooksChecker(Books books) {
        this.books = books;
    }

    static List<Violation> check(Books books) {
        var checker = new BooksChecker(books);
        books.samples().forEach(checker::nobodyCarriesTooMuch);
        checker.eachConversationHasOneAgent();
        checker.epochsRise();
        checker.onlyTheAgentWhoHasItWrites();
        books.standings().forEach(checker::nothingIsLeftStanding);
        books.counters().forEach(checker::reportsTellWhatIsThere);
        books.backlogs().forEach(checker::backlogsAreGone);
        checker.deadLettersAreThePoison();
        checker.visitorsHaveOneOpenConversation();
        return checker.violations;
    }

    private void nobodyCarriesTooMuch(Books.Sample sample) {
        if (sample.load() > sample.capacity() + sample.forced()) {
            broken(Violation.Kind.OVERLOADED, sample.toString());
        }
        if (sample.load() != sample.held()) {
            broken(Violation.Kind.UNTRUE_LOAD, sample.toString());
        }
    }

    private void eachConversationHasOneAgent() {
        books.assignments().stream()
                .filter(Books.Assignment::open)
                .collect(groupingBy(Books.Assignment::conversation))
                .forEach((conversation, open) -> {
                    if (open.size() > 1) {
                        broken(
                                Violation.Kind.SHARED,
                                "%s has %d agents: %s".formatted(conversation, open.size(), open));
                    }
                });
    }

    private void epochsRise() {
        var last = new HashMap<String, Long>();
        for (var assignment : books.assignments()) {
            var before = last.put(assignment.conversation(), assignment.epoch());
            if (before != null && before >= assignment.epoch()) {
                broken(Violation.Kind.SHARED, "%s comes after epoch %d".formatted(assignment, before));
            }
        }
    }

    /** A conversation's events follow each other by version; whoever writes must have it already. */
    private void onlyTheAgentWhoHasItWrites() {
        Map<String, Books.Turn> before = new HashMap<>();
        for (var turn : books.turns()) {
            var previous = before.put(turn.conversation(), turn);
            if (previous == null) {
                continue;
            }
            if (turn.writer() != null && !turn.writer().equals(previous.holder())) {
                broken(Violation.Kind.FENCED, "%s was written after %s".formatted(turn, previous));
            }
            if (turn.epoch() < previous.epoch()) {
                broken(Violation.Kind.FENCED, "%s goes back behind %s".formatted(turn, previous));
            }
        }
    }

    private void nothingIsLeftStanding(Books.Standing standing) {
        if (standing.holder() == null && !standing.eligible().isEmpty()) {
            broken(Violation.Kind.STRANDED, standing.toString());
        }
        if (!Objects.equals(standing.holder(), standing.routedTo())) {
            broken(Violation.Kind.STUCK, standing.toString());
        }
    }

    private void reportsTellWhatIsThere(Books.Counter counter) {
        if (counter.booked() != counter.recounted()) {
            broken(Violation.Kind.MISCOUNTED, counter.toString());
        }
    }

    private void backlogsAreGone(Books.Backlog backlog) {
        if (backlog.left() != 0) {
            broken(Violation.Kind.BACKLOG, backlog.toString());
        }
    }

    private void deadLettersAreThePoison() {
        var good = new TreeSet<>(books.buried());
        good.removeAll(books.poison());
        good.forEach(event -> broken(Violation.Kind.DEAD_LETTER, "%s was buried and is no poison".formatted(event)));
        var missing = new TreeSet<>(books.poison());
        missing.removeAll(books.buried());
        missing.forEach(
                event -> broken(Violation.Kind.DEAD_LETTER, "%s is poison and was not buried".formatted(event)));
    }

    private void visitorsHaveOneOpenConversation() {
        books.openings().stream()
                .collect(groupingBy(opening -> opening.visitor() + " on " + opening.channel()))
                .forEach((who, openings) -> {
                    if (openings.size() > 1) {
                        broken(Violation.Kind.SECOND, "%s has %s".formatted(who, openings));
                    }
                });
    }

    private void broken(Violation.Kind kind, String what) {
        violations.add(new Violation(kind, what));
    }
}
