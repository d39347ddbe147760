package dev.sapa.verify.history;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides from a recording, from what is stored and from the suite's own books whether its promises were kept:
 *
 * <ul>
 *   <li>I1: every acknowledged send is stored exactly once, in the database and in the history that the API tells;
 *       what was refused is not stored, what was never answered is stored at most once.
 *   <li>I2: no receiver saw a place of a conversation twice, or one message at two places.
 *   <li>I3: places run from 1 without gaps; each receiver saw them in order, and all of them; each sender's order is kept.
 *   <li>I4: at no moment did an agent carry more than its capacity, but by a person's hand, or other than its row said.
 *   <li>I5: a conversation has one agent at most, epochs only rise, and nobody writes who no longer has it.
 *   <li>I6: nothing waits beside an agent with room, and nothing is stuck between two services.
 *   <li>I7: reports tell what is there.
 *   <li>I8: outboxes and consumers have nothing left to do, and the dead letters are exactly the poison.
 *   <li>I9: a visitor has at most one open conversation on a channel.
 * </ul>
 */
public final class Checker {

    private final Recording recording;
    private final Map<String, List<StoredMessage>> database;
    private final Map<String, List<StoredMessage>> told;
    private final List<Violation> violations = new ArrayList<>();

    private Checker(Recording recording, List<StoredMessage> database, List<StoredMessage> told) {
        this.recording = recording;
        this.database = bySession(database);
        this.told = bySession(told);
    }

    /** Looks at the messages of one finished run only: {@link #check(Recording, List, List, Books)} without books. */
    public static Verdict check(Recording recording, List<StoredMessage> database, List<StoredMessage> told) {
        return check(recording, database, told, Books.NONE);
    }

    /**
     * Looks at one finished run.
     *
     * @param database every message of the run's conversations as the tables have it
     * @param told     the same conversations as the history API tells them, in its order
     */
    public static Verdict check(
            Recording recording, List<StoredMessage> database, List<StoredMessage> told, Books books) {
        var checker = new Checker(recording, database, told);
        checker.sendsAreStored("database", checker.database);
        checker.sendsAreStored("history", checker.told);
        checker.placesAreGapFree("database", checker.database);
        checker.placesAreGapFree("history", checker.told);
        checker.historyTellsTheDatabase();
        checker.nothingComesFromNowhere();
        checker.sendersOrderIsKept();
        checker.receiversSeeEachPlaceOnceInOrder();
        checker.watchersMissNothing();
        checker.violations.addAll(BooksChecker.check(books));
        return checker.verdict(database.size());
    }

    private Verdict verdict(long stored) {
        var sends = recording.sends();
        return new Verdict(
                sends.stream().map(Send::session).distinct().count(),
                sends.size(),
                outcomes(Send.Outcome.OK),
                refusals(),
                outcomes(Send.Outcome.UNKNOWN),
                sends.stream().mapToLong(send -> send.attempts() - 1).sum(),
                stored,
                recording.receipts().size(),
                violations);
    }

    private Map<String, Long> refusals() {
        return recording.sends().stream()
                .filter(send -> send.outcome() == Send.Outcome.FAIL)
                .collect(groupingBy(send -> String.valueOf(send.refusal()), counting()));
    }

    private long outcomes(Send.Outcome outcome) {
        return recording.sends().stream()
                .filter(send -> send.outcome() == outcome)
                .count();
    }

    private void sendsAreStored(String where, Map<String, List<StoredMessage>> store) {
        var rows = store.values().stream()
                .flatMap(List::stream)
                .filter(message -> message.clientMsgId() != null)
                .collect(groupingBy(message -> message.session() + " " + message.clientMsgId()));
        for (var send : recording.sends()) {
            var found = rows.getOrDefault(send.session() + " " + send.clientMsgId(), List.of());
            if (found.size() > 1) {
                broken(Violation.Kind.DOUBLED, "%s has %s %d times".formatted(where, name(send), found.size()));
            }
            switch (send.outcome()) {
                case OK -> acknowledgedIsStored(where, send, found);
                case FAIL -> {
                    if (!found.isEmpty()) {
                        broken(Violation.Kind.INVENTED, "%s has %s, which was refused".formatted(where, name(send)));
                    }
                }
                case UNKNOWN -> {}
            }
        }
    }

    private void acknowledgedIsStored(String where, Send send, List<StoredMessage> found) {
        if (found.isEmpty()) {
            broken(
                    Violation.Kind.LOST,
                    "%s has no %s, acknowledged as seq %d".formatted(where, name(send), send.seq()));
        } else if (found.stream().noneMatch(message -> isWhatWasAcknowledged(send, message))) {
            broken(
                    Violation.Kind.CONTRADICTED,
                    "%s has %s otherwise than acknowledged: %s".formatted(where, name(send), found));
        }
    }

    private static boolean isWhatWasAcknowledged(Send send, StoredMessage message) {
        return message.seq() == send.seq()
                && message.messageId().equals(send.messageId())
                && message.text().equals(send.text());
    }

    private void placesAreGapFree(String where, Map<String, List<StoredMessage>> store) {
        store.forEach((session, messages) -> {
            var count = messages.stream().collect(groupingBy(StoredMessage::seq, counting()));
            count.forEach((seq, times) -> {
                if (times > 1) {
                    broken(Violation.Kind.DOUBLED, "%s has %d messages at %s/%d".formatted(where, times, session, seq));
                }
            });
            var last = messages.stream().mapToLong(StoredMessage::seq).max().orElse(0);
            for (var seq = 1L; seq <= last; seq++) {
                if (!count.containsKey(seq)) {
                    broken(Violation.Kind.GAP, "%s has nothing at %s/%d of %d".formatted(where, session, seq, last));
                }
            }
        });
    }

    private void historyTellsTheDatabase() {
        var sessions = new TreeSet<>(database.keySet());
        sessions.addAll(told.keySet());
        for (var session : sessions) {
            var stored = database.getOrDefault(session, List.of()).stream()
                    .sorted(Comparator.comparingLong(StoredMessage::seq))
                    .toList();
            if (!Set.copyOf(stored).equals(Set.copyOf(told.getOrDefault(session, List.of())))) {
                broken(
                        Violation.Kind.CONTRADICTED,
                        "history of %s tells other messages than the database has".formatted(session));
            } else if (!stored.equals(told.get(session))) {
                broken(Violation.Kind.SWAPPED, "history of %s is not in order of seq".formatted(session));
            }
        }
    }

    private void nothingComesFromNowhere() {
        var sent = recording.sends().stream()
                .map(send -> send.session() + " " + send.clientMsgId())
                .collect(Collectors.toSet());
        database.values().stream()
                .flatMap(List::stream)
                .filter(message -> message.clientMsgId() != null)
                .filter(message -> !sent.contains(message.session() + " " + message.clientMsgId()))
                .forEach(message -> broken(Violation.Kind.INVENTED, "nobody sent %s".formatted(message)));
    }

    private void sendersOrderIsKept() {
        var seqs = new HashMap<String, Long>();
        database.values().stream()
                .flatMap(List::stream)
                .forEach(message -> seqs.put(message.session() + " " + message.clientMsgId(), message.seq()));
        var bySender = recording.sends().stream()
                .collect(groupingBy(
                        send -> send.client() + " " + send.session(), LinkedHashMap::new, Collectors.toList()));
        for (var sends : bySender.values()) {
            for (var later = 1; later < sends.size(); later++) {
                var next = sends.get(later);
                sends.subList(0, later).stream()
                        .filter(earlier -> earlier.mustPrecede(next))
                        .filter(earlier -> place(earlier, seqs) > place(next, seqs) && place(next, seqs) > 0)
                        .findFirst()
                        .ifPresent(earlier -> broken(
                                Violation.Kind.SWAPPED, "%s stands behind %s".formatted(name(earlier), name(next))));
            }
        }
    }

    /** Where a send stands in its conversation; 0 if nowhere. */
    private static long place(Send send, Map<String, Long> seqs) {
        return seqs.getOrDefault(send.session() + " " + send.clientMsgId(), 0L);
    }

    private void receiversSeeEachPlaceOnceInOrder() {
        var stored = database.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        message -> message.session() + "/" + message.seq(),
                        message -> message,
                        (first, second) -> first));
        var byReceiver = recording.receipts().stream()
                .collect(groupingBy(
                        receipt -> receipt.receiver() + " " + receipt.session(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        for (var receipts : byReceiver.values()) {
            var seen = new HashSet<Long>();
            var ids = new HashSet<String>();
            var last = 0L;
            for (var receipt : receipts) {
                var newPlace = seen.add(receipt.seq());
                var newMessage = ids.add(receipt.messageId());
                if (!newPlace || !newMessage) {
                    broken(Violation.Kind.DOUBLED, "%s got %s again".formatted(receipt.receiver(), name(receipt)));
                } else if (receipt.seq() < last) {
                    broken(
                            Violation.Kind.SWAPPED,
                            "%s got %s after %d".formatted(receipt.receiver(), name(receipt), last));
                }
                last = Math.max(last, receipt.seq());
                tellsWhatIsStored(receipt, stored);
            }
        }
    }

    private void tellsWhatIsStored(Receipt receipt, Map<String, StoredMessage> stored) {
        var message = stored.get(receipt.session() + "/" + receipt.seq());
        if (message == null) {
            broken(
                    Violation.Kind.INVENTED,
                    "%s got %s, which is not stored".formatted(receipt.receiver(), name(receipt)));
        } else if (!message.messageId().equals(receipt.messageId())
                || !Objects.equals(message.text(), receipt.text())) {
            broken(
                    Violation.Kind.CONTRADICTED,
                    "%s got %s, stored is %s".formatted(receipt.receiver(), receipt, message));
        }
    }

    private void watchersMissNothing() {
        var seen = recording.receipts().stream()
                .collect(Collectors.groupingBy(
                        receipt -> receipt.receiver() + " " + receipt.session(),
                        Collectors.mapping(Receipt::seq, Collectors.toSet())));
        for (var watch : recording.watches()) {
            var got = seen.getOrDefault(watch.receiver() + " " + watch.session(), Set.of());
            database.getOrDefault(watch.session(), List.of()).stream()
                    .map(StoredMessage::seq)
                    .filter(seq -> seq > watch.after() && !got.contains(seq))
                    .forEach(seq -> broken(
                            Violation.Kind.LOST,
                            "%s never got %s/%d".formatted(watch.receiver(), watch.session(), seq)));
        }
    }

    private void broken(Violation.Kind kind, String what) {
        violations.add(new Violation(kind, what));
    }

    private static String name(Send send) {
        return "%s's %s/%s".formatted(send.client(), send.session(), send.clientMsgId());
    }

    private static String name(Receipt receipt) {
        return "%s/%d (%s)".formatted(receipt.session(), receipt.seq(), receipt.messageId());
    }

    private static Map<String, List<StoredMessage>> bySession(List<StoredMessage> messages) {
        return messages.stream().collect(groupingBy(StoredMessage::session, LinkedHashMap::new, Collectors.toList()));
    }
}
