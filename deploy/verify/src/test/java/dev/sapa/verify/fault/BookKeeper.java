package dev.sapa.verify.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.verify.history.Books;
import dev.sapa.verify.history.Checker;
import dev.sapa.verify.history.Recorder;
import dev.sapa.verify.suite.Ledgers;
import dev.sapa.verify.suite.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the suite's {@link Books}, from each service's own tables and from the topics, past every proxy. */
final class BookKeeper {

    static final String CHAT_TOPIC = "sapa.chat.v1";
    static final List<String> GROUPS = List.of("sapa-chat", "sapa-routing", "sapa-analytics");
    static final String POISON_HEADER = "x-poison";

    private static final Duration UNTIL_NOTHING_STANDS = Duration.ofSeconds(10);
    private static final Duration UNTIL_DRAINED = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(400);
    private static final List<String> SENDERS = List.of("auth", "chat", "routing");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SAMPLES = """
            select agent_id, capacity, load, forced_over,
                   (select count(*) from assignment where assignment.agent_id = agent.agent_id and ended_at is null)
                   + (select count(*) from offer where offer.agent_id = agent.agent_id and state = 'made') as held
              from agent
            """;

    private static final String ASSIGNMENTS = """
            select conversation_id, agent_id, epoch, ended_at is null as open
              from assignment where assigned_at >= ? order by assigned_at, epoch
            """;

    private static final String OPEN = """
            select id, agent_id, company_id, visitor_id, channel, sole from conversation
             where status <> 'closed' and routable and responder = 'agent'
            """;

    /** Waiting items with those who could have them: online, live, of the department, with room, not excluded. */
    private static final String ROUTED = """
            select conversation_id, item.agent_id,
                   array (select agent.agent_id::text from agent
                           where item.state = 'queued' and item.offered_to is null
                             and agent.company_id = item.company_id and active and live and declared = 'online'
                             and load < capacity and item.department_id = any (department_ids)
                             and not (agent.agent_id = any (item.excluded_agents)
                                      and item.excluded_until > clock_timestamp())) as eligible
              from work_item item where state in ('queued', 'assigned')
            """;

    private static final String POSTED = """
            select count(*) from message join conversation on conversation.id = conversation_id where started_at >= ?
            """;

    private static final String TOLD = """
            select count(*) filter (where type = 'message') from event where conversation_id in (
                   select conversation_id from event where type = 'started' and at >= ?)
            """;

    /** The coarsest view (0) in quarters of an hour, beside what the kept events say. */
    private static final String REPORTED = """
            select sum(messages) as messages, sum(sessions) as sessions, sum(completed) as completed,
                   (select count(*) from event where type = 'message') as told_messages,
                   (select count(*) from event where type = 'started') as told_sessions,
                   (select count(distinct conversation_id) from event where payload ->> 'status' = 'closed') as told_completed
              from rollup where view = 0 and span = 0
            """;

    private final Suite suite;
    private final Broker broker;
    private final Set<String> poison;
    private final Timestamp since;
    private final Map<TopicPartition, Long> chatSince;

    /** @param poison what has to lie in the dead-letter topics, as {@code group/name} */
    BookKeeper(Suite suite, Broker broker, Set<String> poison) {
        this.suite = suite;
        this.broker = broker;
        this.poison = poison;
        this.since = Timestamp.from(Instant.now());
        this.chatSince = broker.ends(CHAT_TOPIC);
    }

    /** What agents carry now, in one committed state. */
    List<Books.Sample> samples() throws SQLException {
        return rows(
                "routing",
                SAMPLES,
                row -> new Books.Sample(
                        row.getString("agent_id"),
                        row.getInt("capacity"),
                        row.getInt("load"),
                        row.getInt("forced_over"),
                        row.getInt("held")));
    }

    /** Conversations that are not over, in both of the services that have a say. */
    private List<Books.Standing> standings() throws SQLException {
        var routed = new HashMap<String, Books.Standing>();
        rows("routing", ROUTED, row -> {
                    Array eligible = row.getArray("eligible");
                    return new Books.Standing(
                            row.getString("conversation_id"), null, row.getString("agent_id"), Arrays.asList((String[])
                                    eligible.getArray()));
                })
                .forEach(standing -> routed.put(standing.conversation(), standing));
        var standings = new ArrayList<Books.Standing>();
        for (var open : rows("chat", OPEN, row -> new String[] {row.getString("id"), row.getString("agent_id")})) {
            var item = routed.remove(open[0]);
            standings.add(
                    item == null
                            ? new Books.Standing(open[0], open[1], "nobody, it is unknown there", List.of())
                            : new Books.Standing(open[0], open[1], item.routedTo(), item.eligible()));
        }
        routed.values()
                .forEach(item -> standings.add(new Books.Standing(
                        item.conversation(), "nobody, it is over", item.routedTo(), item.eligible())));
        return standings;
    }

    /** Rows that wait to be sent, and records that wait to be read. */
    private List<Books.Backlog> backlogs() throws SQLException, InterruptedException {
        var backlogs = new ArrayList<Books.Backlog>();
        for (var service : SENDERS) {
            rows(service, "select count(*) from outbox", row -> row.getLong(1))
                    .forEach(left -> backlogs.add(new Books.Backlog(service + "'s outbox", left)));
        }
        for (var group : GROUPS) {
            backlogs.add(new Books.Backlog("records before " + group, broker.lag(group)));
        }
        return backlogs;
    }

    /** Reports beside events, and events beside the messages of this run. */
    private List<Books.Counter> counters() throws SQLException {
        var posted = rows("chat", POSTED, row -> row.getLong(1), since).get(0);
        var told = rows("analytics", TOLD, row -> row.getLong(1), since).get(0);
        var counters = new ArrayList<Books.Counter>();
        counters.add(new Books.Counter("messages that analytics knows of", told, posted));
        for (var name : List.of("messages", "sessions", "completed")) {
            counters.addAll(rows(
                    "analytics",
                    REPORTED,
                    row -> new Books.Counter("reported " + name, row.getLong(name), row.getLong("told_" + name))));
        }
        return counters;
    }

    /**
     * Everything, of what happened since this book keeper began. Waits for what promises give time for: ten seconds until
     * nothing waits beside a free agent (I6), thirty until everything is counted, sent and read (I7, I8).
     */
    Books settled(List<Books.Sample> samples) throws SQLException, InterruptedException {
        var standings = standings();
        var until = System.nanoTime() + UNTIL_NOTHING_STANDS.toNanos();
        while (!isClean(standings, List.of(), List.of()) && System.nanoTime() < until) {
            Lab.hold(LOOK_EVERY);
            standings = standings();
        }
        var counters = counters();
        var backlogs = backlogs();
        until = System.nanoTime() + UNTIL_DRAINED.toNanos();
        while (!isClean(List.of(), counters, backlogs) && System.nanoTime() < until) {
            Lab.hold(LOOK_EVERY);
            counters = counters();
            backlogs = backlogs();
        }
        return close(samples, standings, counters, backlogs);
    }

    private static boolean isClean(
            List<Books.Standing> standings, List<Books.Counter> counters, List<Books.Backlog> backlogs) {
        var books = new Books(
                List.of(), List.of(), List.of(), standings, List.of(), counters, backlogs, Set.of(), Set.of());
        return Checker.check(new Recorder().recording(), List.of(), List.of(), books)
                .clean();
    }

    private Books close(
            List<Books.Sample> samples,
            List<Books.Standing> standings,
            List<Books.Counter> counters,
            List<Books.Backlog> backlogs)
            throws SQLException {
        return new Books(
                samples,
                rows(
                        "routing",
                        ASSIGNMENTS,
                        row -> new Books.Assignment(
                                row.getString("conversation_id"),
                                row.getString("agent_id"),
                                row.getLong("epoch"),
                                row.getBoolean("open")),
                        since),
                turns(),
                standings,
                rows("chat", OPEN + " and sole", BookKeeper::opening),
                counters,
                backlogs,
                buried(),
                poison);
    }

    private static Books.Opening opening(ResultSet row) throws SQLException {
        return new Books.Opening(
                row.getString("company_id") + " " + row.getString("visitor_id"),
                row.getString("channel"),
                row.getString("id"));
    }

    /** In the order of versions: Kafka keeps it within one sender only. */
    private List<Books.Turn> turns() {
        var byVersion = new TreeMap<String, TreeMap<Long, Books.Turn>>();
        for (var record : broker.read(CHAT_TOPIC, chatSince)) {
            var turn = record.headers().lastHeader(POISON_HEADER) == null ? turn(record) : null;
            if (turn != null) {
                byVersion
                        .computeIfAbsent(turn.conversation(), id -> new TreeMap<>())
                        .putIfAbsent(turn.version(), turn);
            }
        }
        return byVersion.values().stream()
                .flatMap(turns -> turns.values().stream())
                .toList();
    }

    private static Books.@Nullable Turn turn(ConsumerRecord<String, byte[]> record) {
        JsonNode event;
        try {
            event = JSON.readTree(record.value());
        } catch (IOException e) {
            throw new IllegalStateException("Not JSON: " + record, e);
        }
        var version = event.path("version").asLong();
        var conversation = event.path("conversation");
        if (version == 0 || conversation.isMissingNode()) {
            return null; // of those that count nothing, such as "read"
        }
        return new Books.Turn(
                conversation.path("id").asText(),
                version,
                conversation.path("assignment_epoch").asLong(),
                conversation.path("agent_id").textValue(),
                event.path("author").asText().equals("agent")
                        ? event.path("author_id").textValue()
                        : null);
    }

    private Set<String> buried() {
        var buried = new HashSet<String>();
        for (var group : GROUPS) {
            broker.read(group + ".dead-letters.v1", Map.of()).forEach(record -> buried.add(group + "/" + name(record)));
        }
        return buried;
    }

    private static String name(ConsumerRecord<String, byte[]> record) {
        var poison = record.headers().lastHeader(POISON_HEADER);
        var id = poison == null ? record.headers().lastHeader("ce_id") : poison;
        return id == null ? record.toString() : new String(id.value(), StandardCharsets.UTF_8);
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String service, String sql, Reading<T> reading, Object... parameters) throws SQLException {
        try (var connection = Ledgers.connect(suite, service);
                var statement = connection.prepareStatement(sql)) {
            for (var index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
            return found;
        }
    }
}
