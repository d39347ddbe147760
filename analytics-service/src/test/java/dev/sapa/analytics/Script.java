package dev.sapa.analytics;

import dev.sapa.analytics.definition.Measure;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.events.MessagePosted.Author;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Conversations with known timings: their events, and what these must come to. The same seed writes the same script. */
public final class Script {

    static final Instant FIRST = Instant.parse("2026-03-20T00:00:00Z");
    static final int DAYS = 17;

    private static final List<String> TOPICS = List.of("Licences", "Taxes", "Investment", "Something else");
    private static final List<String> TAGS = List.of("urgent", "complaint", "Perpanjangan Izin");

    private final UUID company;
    private final Random random;
    private final List<UUID> departments;
    private final List<UUID> agents;
    private final Arithmetic arithmetic = new Arithmetic();
    private final List<List<Play.Sent>> conversations = new ArrayList<>();

    public Script(UUID company, long seed, int count) {
        this.company = company;
        this.random = new Random(seed);
        this.departments = ids("department", 4);
        this.agents = ids("agent", 12);
        for (int i = 0; i < count; i++) {
            conversations.add(write(i));
        }
    }

    /** The events of each conversation in order of version. */
    public List<List<Play.Sent>> conversations() {
        return conversations;
    }

    public Arithmetic arithmetic() {
        return arithmetic;
    }

    public List<UUID> agents() {
        return agents;
    }

    public List<UUID> departments() {
        return departments;
    }

    private List<Play.Sent> write(int i) {
        var start = FIRST.plusSeconds(random.nextInt(DAYS * 24 * 60 * 60));
        var topic = TOPICS.get(random.nextInt(TOPICS.size()));
        var department = departments.get(random.nextInt(departments.size()));
        var play = new Play(company, UUID.nameUUIDFromBytes(bytes("conversation " + i)), i + 1, topic);
        play.start(start, i % 5 == 0 ? null : department);
        if (i % 5 == 0) {
            play.queue(start.plusSeconds(1), department);
        }
        arithmetic.count(start, department, null, Measure.OFFERED, 1);
        say(play, start.plusSeconds(2), department);
        if (i % 7 == 3) {
            abandon(play, start, department);
        } else {
            answer(play, start, department, i);
        }
        arithmetic.book(topic, play.tags());
        return play.events();
    }

    private void abandon(Play play, Instant start, UUID department) {
        var end = start.plusSeconds(10 + random.nextInt(900));
        play.close(end, Author.VISITOR, null, null);
        arithmetic.time(end, department, null, Measure.ABANDON_WAIT, start);
        arithmetic.count(end, department, null, Measure.COMPLETED, 1);
        session(play, start, department, null, true);
    }

    private void answer(Play play, Instant start, UUID department, int i) {
        var agent = agent();
        var held = start.plusSeconds(10 + random.nextInt(600));
        play.assign(held, agent, department, Cause.AUTO_ASSIGNED);
        arithmetic.time(held, department, agent, Measure.WAIT, start);
        var answered = held.plusSeconds(1 + random.nextInt(120));
        reply(play, answered, department, agent);
        arithmetic.time(answered, department, agent, Measure.FIRST_RESPONSE, start);
        arithmetic.time(answered, department, agent, Measure.NEXT_RESPONSE, start.plusSeconds(2));
        arithmetic.time(start, department, agent, Measure.SESSION_RESPONSE, start, answered);
        var last = exchange(play, answered, department, agent);
        var first = agent;
        var where = department;
        if (i % 7 == 1) {
            agent = another(agent);
            where = departments.get(random.nextInt(departments.size()));
            play.assign(last, agent, where, Cause.TRANSFERRED);
            arithmetic.time(last, department, first, Measure.HANDLE, held);
            arithmetic.count(last, department, first, Measure.TRANSFERRED, 1);
            held = last;
            last = exchange(play, last, where, agent);
        } else if (i % 7 == 2) {
            play.lose(last);
            arithmetic.time(last, department, first, Measure.HANDLE, held);
            arithmetic.count(last, department, first, Measure.RETURNED, 1);
            agent = another(agent);
            held = last.plusSeconds(45);
            play.assign(held, agent, department, Cause.AUTO_ASSIGNED);
            last = exchange(play, held, where, agent);
        }
        if (i % 3 == 0) {
            last = last.plusSeconds(1);
            play.tag(last, TAGS.subList(0, 1 + i % 2));
        }
        boolean closed = i % 7 != 5;
        if (closed) {
            end(play, start, held, last.plusSeconds(20 + random.nextInt(300)), where, agent, i);
        }
        session(play, start, department, first, closed);
    }

    private void end(Play play, Instant start, Instant held, Instant end, UUID department, UUID agent, int i) {
        var rating = i % 4 == 0 ? Integer.valueOf(1 + random.nextInt(5)) : null;
        play.close(end, i % 2 == 0 ? Author.VISITOR : Author.AGENT, i % 2 == 0 ? null : agent, rating);
        arithmetic.time(end, department, agent, Measure.HANDLE, held);
        arithmetic.time(end, department, agent, Measure.RESOLUTION, start);
        arithmetic.count(end, department, agent, Measure.COMPLETED, 1);
        var at = end;
        if (rating == null && i % 4 == 1) {
            at = end.plusSeconds(30);
            rating = 1 + random.nextInt(5);
            play.rate(at, rating);
        }
        if (rating != null) {
            arithmetic.count(at, department, agent, Measure.RATINGS, 1);
            arithmetic.count(at, department, agent, Measure.RATINGS_GOOD, rating >= 4 ? 1 : 0);
            arithmetic.count(at, department, agent, Measure.RATING_SUM, rating);
        }
    }

    /** Some turns: the visitor once or three times in a row, then the agent; the time of the last word. */
    private Instant exchange(Play play, Instant from, UUID department, UUID agent) {
        var at = from;
        for (int turn = random.nextInt(5); turn > 0; turn--) {
            var asked = at.plusSeconds(5 + random.nextInt(60));
            say(play, asked, department);
            at = asked;
            if (random.nextInt(4) == 0) {
                say(play, at.plusSeconds(3), department);
                say(play, at.plusSeconds(9), department);
                at = at.plusSeconds(9);
            }
            at = at.plusSeconds(1 + random.nextInt(90));
            reply(play, at, department, agent);
            arithmetic.time(at, department, agent, Measure.NEXT_RESPONSE, asked);
        }
        return at.plusSeconds(1);
    }

    private void say(Play play, Instant at, UUID department) {
        play.message(at, Author.VISITOR, null);
        arithmetic.count(at, department, null, Measure.MESSAGES, 1);
    }

    private void reply(Play play, Instant at, UUID department, UUID agent) {
        play.message(at, Author.AGENT, agent);
        arithmetic.count(at, department, agent, Measure.MESSAGES, 1);
    }

    private void session(Play play, Instant start, UUID department, @Nullable UUID agent, boolean closed) {
        arithmetic.count(start, department, agent, Measure.SESSIONS, 1);
        arithmetic.count(start, department, agent, Measure.SESSIONS_COMPLETED, closed ? 1 : 0);
        arithmetic.count(start, department, agent, Measure.SESSION_MESSAGES, play.messages());
    }

    private UUID agent() {
        return agents.get(random.nextInt(agents.size()));
    }

    private UUID another(UUID agent) {
        return agents.get((agents.indexOf(agent) + 1 + random.nextInt(agents.size() - 1)) % agents.size());
    }

    private List<UUID> ids(String what, int count) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            ids.add(UUID.nameUUIDFromBytes(bytes(what + i)));
        }
        return List.copyOf(ids);
    }

    private byte[] bytes(String name) {
        return (company + name).getBytes(StandardCharsets.UTF_8);
    }
}
