package dev.sapa.verify.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chat suite in a few lists: transactions with row locks, an outbox, a topic, receivers that lose their connections, a
 * counting consumer, agents that take turns. Processes die between any two steps, as the seed wants it. Built soundly it
 * keeps every promise; each {@link Bug} is one way in which such suites are built wrongly.
 */
final class ModelSuite {

    /** What is wrong with the suite. */
    enum Bug {
        NONE,
        /** A repeated send is stored again. */
        NO_UNIQUE_INDEX,
        ACK_BEFORE_COMMIT,
        /** A consumer ticks an event off before its effect is there. */
        OFFSET_BEFORE_EFFECT,
        /** The outbox is read by "id greater than the last one", although ids are taken before they are committed. */
        HIGH_WATER_MARK,
        /** Two sweepers share the outbox row by row instead of conversation by conversation. */
        NO_KEY_CLAIM,
        /** Whoever once had the conversation may go on writing. */
        NO_FENCING,
        /** A consumer adds one for each delivery instead of for each event. */
        NO_INBOX,
        /** Whoever comes back gets what comes now, not what was missed. */
        NO_RANGE_READ
    }

    private static final List<String> SESSIONS = List.of("s1", "s2", "s3");
    private static final List<String> AGENTS = List.of("anna", "ben");
    private static final int STEPS = 1_500;
    private static final double MISHAP = 0.2;

    private final Bug bug;
    private final Random random;
    private final Recorder recorder = new Recorder();
    private final Map<String, Conversation> conversations = new LinkedHashMap<>();
    private final List<StoredMessage> messages = new ArrayList<>();
    private final List<Books.Assignment> assignments = new ArrayList<>();
    private final List<Books.Turn> turns = new ArrayList<>();
    private final List<Event> outbox = new ArrayList<>();
    private final Set<Integer> sent = new HashSet<>();
    private final List<Event> topic = new ArrayList<>();
    private final List<Receiver> receivers = new ArrayList<>();
    private final List<Wish> unanswered = new ArrayList<>();
    private final Set<Integer> inbox = new HashSet<>();
    private int lastEvent;
    private int highWater;
    private int offset;
    private long counted;
    private int lines;

    private static final class Conversation {
        private long lastSeq;
        private long version = 1;
        private long epoch;
        private String agent = AGENTS.get(0);
        private @Nullable Transaction writing;
    }

    private record Wish(String client, String session, String id, String text) {}

    /** @param event the outbox row's id, taken at its beginning */
    private record Transaction(Wish wish, int event) {}

    private record Event(int id, StoredMessage message) {}

    private static final class Receiver {
        private final String name;
        private final String session;
        private final Set<Long> seen = new HashSet<>();
        private boolean connected = true;
        private int position;

        private Receiver(String name, String session) {
            this.name = name;
            this.session = session;
        }
    }

    private ModelSuite(Bug bug, long seed) {
        this.bug = bug;
        this.random = new Random(seed);
        for (var session : SESSIONS) {
            conversations.put(session, new Conversation());
            turns.add(new Books.Turn(session, 1, 0, AGENTS.get(0), null));
            for (var name : List.of("visitor of " + session, "desk of " + session)) {
                receivers.add(new Receiver(name, session));
                recorder.watching(name, session, 0);
            }
        }
    }

    /** Lets it run for a while and come to rest. */
    static Verdict run(Bug bug, long seed) {
        var suite = new ModelSuite(bug, seed);
        for (var step = 0; step < STEPS; step++) {
            suite.step();
        }
        suite.rest();
        return Checker.check(suite.recorder.recording(), suite.messages, suite.messages, suite.books());
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1 -> say(any(SESSIONS));
            case 2, 3, 4 -> conversations.values().forEach(this::proceed);
            case 5 -> repeat();
            case 6 -> sweep();
            case 7 -> count();
            case 8 -> receivers.forEach(this::deliver);
            default -> disturb();
        }
    }

    private void disturb() {
        var receiver = any(receivers);
        if (random.nextBoolean()) {
            reassign(any(SESSIONS));
        } else if (receiver.connected) {
            receiver.connected = false;
        } else {
            resume(receiver);
        }
    }

    /** Agents do not know at once that the conversation is no longer theirs. */
    private void say(String session) {
        var client = random.nextBoolean() ? "visitor of " + session : any(AGENTS);
        var wish = new Wish(client, session, "c" + lines, "line " + lines++);
        if (known(session).writing == null) {
            unanswered.add(wish);
            begin(wish);
        }
    }

    private void repeat() {
        unanswered.stream()
                .filter(wish -> known(wish.session()).writing == null)
                .findFirst()
                .ifPresent(this::begin);
    }

    private void begin(Wish wish) {
        recorder.invoke(wish.client(), wish.session(), wish.id(), wish.text());
        var conversation = known(wish.session());
        conversation.writing = new Transaction(wish, ++lastEvent);
        if (bug == Bug.ACK_BEFORE_COMMIT && find(wish) == null && mayWrite(wish, conversation)) {
            answer(wish, message(wish, conversation.lastSeq + 1));
        }
    }

    private void proceed(Conversation conversation) {
        var transaction = conversation.writing;
        if (transaction == null || random.nextBoolean()) {
            return;
        }
        conversation.writing = null;
        if (random.nextDouble() < MISHAP) {
            return; // killed before the commit
        }
        commit(transaction, conversation);
    }

    private void commit(Transaction transaction, Conversation conversation) {
        var wish = transaction.wish();
        var stored = bug == Bug.NO_UNIQUE_INDEX ? null : find(wish);
        if (stored == null) {
            if (!mayWrite(wish, conversation)) {
                unanswered.remove(wish);
                recorder.fail(wish.client(), wish.session(), wish.id(), "not-responder");
                return;
            }
            stored = message(wish, ++conversation.lastSeq);
            messages.add(stored);
            outbox.add(new Event(transaction.event(), stored));
            var writer = AGENTS.contains(wish.client()) ? wish.client() : null;
            turns.add(new Books.Turn(
                    wish.session(), ++conversation.version, conversation.epoch, conversation.agent, writer));
        }
        if (random.nextDouble() > MISHAP) {
            answer(wish, stored);
        }
    }

    private void answer(Wish wish, StoredMessage stored) {
        if (unanswered.remove(wish)) {
            recorder.ok(wish.client(), wish.session(), wish.id(), stored.seq(), stored.messageId());
        }
    }

    private boolean mayWrite(Wish wish, Conversation conversation) {
        return bug == Bug.NO_FENCING || !AGENTS.contains(wish.client()) || conversation.agent.equals(wish.client());
    }

    private void reassign(String session) {
        var conversation = known(session);
        if (conversation.writing != null) {
            return;
        }
        conversation.agent = AGENTS.get((int) (++conversation.epoch % AGENTS.size()));
        assignments.replaceAll(assignment -> assignment.conversation().equals(session)
                ? new Books.Assignment(session, assignment.agent(), assignment.epoch(), false)
                : assignment);
        assignments.add(new Books.Assignment(session, conversation.agent, conversation.epoch, true));
        turns.add(new Books.Turn(session, ++conversation.version, conversation.epoch, conversation.agent, null));
    }

    /** Hands committed events to the topic; killed before it could tick one off, it hands it over again. */
    private void sweep() {
        var mark = highWater;
        var due = outbox.stream()
                .filter(event -> !sent.contains(event.id()) && (bug != Bug.HIGH_WATER_MARK || event.id() > mark))
                .toList();
        if (bug == Bug.NO_KEY_CLAIM && due.size() > 1) {
            // The second of two sweepers was faster.
            publish(due.subList(due.size() / 2, due.size()));
            publish(due.subList(0, due.size() / 2));
        } else {
            publish(due);
        }
    }

    private void publish(List<Event> events) {
        for (var event : events) {
            topic.add(event);
            if (random.nextDouble() < MISHAP) {
                topic.add(event);
            }
            sent.add(event.id());
            highWater = Math.max(highWater, event.id());
        }
    }

    private void count() {
        while (offset < topic.size() && random.nextDouble() > MISHAP) {
            var event = topic.get(offset);
            if (bug == Bug.OFFSET_BEFORE_EFFECT) {
                offset++;
                if (random.nextDouble() > MISHAP) {
                    book(event);
                }
            } else {
                book(event);
                if (random.nextDouble() > MISHAP) {
                    offset++;
                }
            }
        }
    }

    private void book(Event event) {
        if (inbox.add(event.id()) || bug == Bug.NO_INBOX) {
            counted++;
        }
    }

    private void deliver(Receiver receiver) {
        while (receiver.connected && receiver.position < topic.size()) {
            show(receiver, topic.get(receiver.position++).message());
        }
    }

    private void resume(Receiver receiver) {
        receiver.connected = true;
        receiver.position = topic.size();
        if (bug != Bug.NO_RANGE_READ) {
            messages.forEach(message -> show(receiver, message));
        }
    }

    private void show(Receiver receiver, StoredMessage message) {
        if (message.session().equals(receiver.session) && receiver.seen.add(message.seq())) {
            recorder.received(receiver.name, message.session(), message.seq(), message.messageId(), message.text());
        }
    }

    /** Nothing goes wrong any more; whoever is connected stays so. */
    private void rest() {
        for (var round = 0; round < STEPS; round++) {
            conversations.values().forEach(this::proceed);
            repeat();
        }
        conversations.values().forEach(conversation -> {
            var last = conversation.writing;
            conversation.writing = null;
            if (last != null) {
                commit(last, conversation);
            }
        });
        sweep();
        while (offset < topic.size()) {
            count();
        }
        receivers.forEach(this::deliver);
        receivers.stream().filter(receiver -> !receiver.connected).forEach(this::resume);
    }

    private Books books() {
        var unsent = outbox.stream().filter(event -> !sent.contains(event.id())).count();
        return new Books(
                List.of(new Books.Sample("anna", SESSIONS.size(), 1, 0, 1)),
                assignments,
                turns,
                List.of(),
                List.of(),
                List.of(new Books.Counter("messages", counted, messages.size())),
                List.of(new Books.Backlog("outbox", unsent)),
                Set.of(),
                Set.of());
    }

    private @Nullable StoredMessage find(Wish wish) {
        return messages.stream()
                .filter(message -> wish.id().equals(message.clientMsgId()))
                .findFirst()
                .orElse(null);
    }

    private static StoredMessage message(Wish wish, long seq) {
        return new StoredMessage(wish.session(), seq, "m of " + wish.session() + "/" + seq, wish.id(), wish.text());
    }

    private Conversation known(String session) {
        var conversation = conversations.get(session);
        if (conversation == null) {
            throw new IllegalArgumentException(session);
        }
        return conversation;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
