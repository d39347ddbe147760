package dev.sapa.analytics;

import dev.sapa.events.Conversation;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.MessagePosted;
import dev.sapa.events.MessagePosted.Author;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One conversation as chat-service tells it, event by event. */
public final class Play {

    /** An event on its way; what it says is one of the records of {@code dev.sapa.events}. */
    public record Sent(
            UUID id, String type, UUID conversation, long version, UUID company, Object payload, Instant at) {}

    private final UUID company;
    private final UUID id;
    private final long number;
    private String topic;
    private final List<Sent> events = new ArrayList<>();

    private Status status = Status.WAITING;
    private @Nullable UUID agent;
    private @Nullable UUID department;
    private @Nullable Integer rating;
    private List<String> tags = List.of();
    private long seq;

    public Play(UUID company, UUID id, long number, String topic) {
        this.company = company;
        this.id = id;
        this.number = number;
        this.topic = topic;
    }

    public List<Sent> events() {
        return List.copyOf(events);
    }

    List<String> tags() {
        return tags;
    }

    long messages() {
        return seq;
    }

    public void start(Instant at, @Nullable UUID in) {
        department = in;
        send(ConversationStarted.TYPE, new ConversationStarted(state(), next(), at), at);
    }

    public void queue(Instant at, UUID in) {
        department = in;
        change(at, Cause.QUEUED, Author.SYSTEM, null);
    }

    public void assign(Instant at, UUID to, @Nullable UUID in, Cause cause) {
        status = Status.ACTIVE;
        agent = to;
        department = in;
        change(at, cause, Author.SYSTEM, null);
    }

    void lose(Instant at) {
        status = Status.WAITING;
        agent = null;
        change(at, Cause.RETURNED, Author.SYSTEM, null);
    }

    void tag(Instant at, List<String> names) {
        tags = List.copyOf(names);
        change(at, Cause.TAGGED, Author.AGENT, agent);
    }

    void rate(Instant at, int value) {
        rating = value;
        change(at, Cause.RATED, Author.VISITOR, null);
    }

    public void close(Instant at, Author by, @Nullable UUID staff, @Nullable Integer value) {
        status = Status.CLOSED;
        rating = value;
        change(at, Cause.CLOSED, by, staff);
    }

    public void erase(Instant at) {
        topic = "";
        change(at, Cause.ERASED, Author.SYSTEM, null);
    }

    public void message(Instant at, Author author, @Nullable UUID staff) {
        seq++;
        var posted = new MessagePosted(
                state(),
                next(),
                new UUID(id.getMostSignificantBits(), seq),
                seq,
                seq,
                author,
                author == Author.VISITOR ? new UUID(1, 1) : staff,
                "Somebody",
                "text",
                "a secret word",
                List.of(),
                null,
                at);
        send(MessagePosted.TYPE, posted, at);
    }

    private void change(Instant at, Cause cause, Author actor, @Nullable UUID staff) {
        send(ConversationChanged.TYPE, new ConversationChanged(state(), next(), cause, actor, staff, null, at), at);
    }

    private void send(String type, Object payload, Instant at) {
        long version = next();
        var event = UUID.nameUUIDFromBytes((id + "/" + version).getBytes(StandardCharsets.UTF_8));
        events.add(new Sent(event, type, id, version, company, payload, at));
    }

    private long next() {
        return events.size() + 1L;
    }

    private Conversation state() {
        return new Conversation(
                id,
                number,
                company,
                new UUID(1, 1),
                "web",
                topic,
                Priority.NORMAL,
                status,
                Responder.AGENT,
                agent,
                department,
                0,
                seq,
                true,
                tags,
                rating);
    }
}
