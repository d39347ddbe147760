package dev.sapa.routing.queue;

import dev.sapa.events.Conversation;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.routing.queue.WorkItem.State;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows of work items, for this feature and, within their own transactions, for others. Whoever needs both locks
 * items before agents; matching alone holds items while it waits for agents as well, and never waits for an item.
 */
@ApplicationScoped
public class WorkQueue {

    private static final String COLUMNS = """
            conversation_id, company_id, number, conversation_version, state, topic, priority, department_id, agent_id,
            enqueued_at, rank_key, epoch, version, offered_to, attributes,
            case when excluded_until > clock_timestamp() then excluded_agents else '{}'::uuid[] end as excluded
            """;

    /**
     * Candidates are found without a lock, the first of all departments, and only as many of each are locked as may be given: a
     * lock is a write. There are some more candidates than that, as others may have locked the first ones for a moment.
     */
    private static final String HEADS = """
            with candidate as materialized (
                 select department_id, conversation_id from (
                 select bucket.department_id, heads.*
                   from unnest($2::uuid[], $3::integer[]) as bucket (department_id, places)
                  cross join lateral (
                        select rank_key, conversation_id from work_item
                         where company_id = $1 and state = 'queued' and department_id = bucket.department_id
                           and offered_to is null
                           and (excluded_until is null or excluded_until <= statement_timestamp())
                         order by rank_key, conversation_id limit bucket.places + %2$d) heads
                 union all
                (select null, rank_key, conversation_id from work_item
                  where company_id = $1 and state = 'queued' and department_id is null and offered_to is null
                    and $4 > 0 and (excluded_until is null or excluded_until <= statement_timestamp())
                  order by rank_key, conversation_id limit $4 + %2$d)) served
                  order by rank_key, conversation_id limit $5 + %2$d),
                 decided as materialized (
                 select heads.*
                   from unnest($2::uuid[], $3::integer[]) as bucket (department_id, places)
                  cross join lateral (
                        select %1$s from work_item
                         where conversation_id = any (array (
                               select conversation_id from candidate
                                where candidate.department_id = bucket.department_id))
                           and company_id = $1 and state = 'queued' and offered_to is null
                           and department_id = bucket.department_id
                         order by rank_key, conversation_id limit bucket.places for update skip locked) heads),
                 undecided as materialized (
                 select %1$s from work_item
                  where conversation_id = any (array (
                        select conversation_id from candidate where candidate.department_id is null))
                    and department_id is null and company_id = $1 and state = 'queued' and offered_to is null
                  order by rank_key, conversation_id limit $4 for update skip locked),
                 passed as materialized (
                 select %1$s from work_item
                  where company_id = $1 and state = 'queued' and offered_to is null
                    and excluded_until > statement_timestamp()
                    and (department_id = any ($2) or (department_id is null and $4 > 0))
                  order by rank_key, conversation_id limit $5 for update skip locked)
            select * from decided union all select * from undecided union all select * from passed
            """.formatted(COLUMNS, 10);

    private static final String SERVED_AND_WAITING = """
            select exists (select 1 from work_item where company_id = $1 and state = 'queued' and offered_to is null)
               and not exists (select 1 from company where company_id = $1 and not active)
            """;

    /**
     * A change of an item that its events tell.
     *
     * @param department where it waits, or what it was before somebody got it
     * @param at         the database's time while all locks are held
     */
    public record Step(UUID conversation, @Nullable UUID department, long epoch, long version, Instant at) {}

    /** Makes the row of a conversation that is not known yet, held until its state is applied. */
    public Uni<Void> introduce(SqlConnection connection, Conversation conversation, Instant since) {
        return connection
                .preparedQuery("""
                        insert into work_item (conversation_id, company_id, number, conversation_version, state, topic,
                                               priority, enqueued_at, rank_key)
                        values ($1, $2, $3, 0, 'held', $4, $5, $6, $6) on conflict do nothing
                        """)
                .execute(Tuple.of(
                        conversation.id(),
                        conversation.companyId(),
                        conversation.number(),
                        conversation.topic(),
                        conversation.priority().toString(),
                        time(since)))
                .replaceWithVoid();
    }

    /** The item, locked until the transaction ends; null for an unknown one and another company's. */
    public Uni<WorkItem> lock(SqlConnection connection, UUID company, UUID conversation) {
        return connection
                .preparedQuery("select " + COLUMNS
                        + " from work_item where company_id = $1 and conversation_id = $2 for update")
                .execute(Tuple.of(company, conversation))
                .map(WorkQueue::first);
    }

    /** The item, or null for an unknown one and another company's. */
    public Uni<WorkItem> find(SqlConnection connection, UUID company, UUID conversation) {
        return connection
                .preparedQuery("select " + COLUMNS + " from work_item where company_id = $1 and conversation_id = $2")
                .execute(Tuple.of(company, conversation))
                .map(WorkQueue::first);
    }

    /** The item, or null for an unknown one and one of a company that the transaction may not see. */
    public Uni<WorkItem> find(SqlConnection connection, UUID conversation) {
        return connection
                .preparedQuery("select " + COLUMNS + " from work_item where conversation_id = $1")
                .execute(Tuple.of(conversation))
                .map(WorkQueue::first);
    }

    /** The items that the agent has, locked in the order of their ids. */
    public Uni<List<WorkItem>> lockThoseOf(SqlConnection connection, UUID company, UUID agent) {
        return connection
                .preparedQuery("select " + COLUMNS + """
                         from work_item
                        where company_id = $1 and conversation_id in (
                              select conversation_id from assignment where agent_id = $2 and ended_at is null)
                        order by conversation_id for update
                        """)
                .execute(Tuple.of(company, agent))
                .map(WorkQueue::items);
    }

    /** Whether anything waits and the company is served. */
    public Uni<Boolean> anyWaiting(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery(SERVED_AND_WAITING)
                .execute(Tuple.of(company))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /**
     * Locks the first waiting items that are not offered to anybody; those that another transaction holds are passed over,
     * because whoever holds them looks again when it is through.
     *
     * @param places    how many at most from each department
     * @param undecided how many at most of those without a department
     * @param most      how many of all of them, and some more; as many at most of those that an agent let pass, which may
     *                  suit fewer agents, beside them
     */
    public Uni<List<WorkItem>> lockHeads(
            SqlConnection connection, UUID company, Map<UUID, Integer> places, int undecided, int most) {
        var departments = places.keySet().toArray(UUID[]::new);
        var counts = places.values().toArray(Integer[]::new);
        return connection
                .preparedQuery(HEADS)
                .execute(Tuple.of(company, departments, counts, undecided, most))
                .map(WorkQueue::items);
    }

    /** Takes over what chat-service says of the conversation; the version is the item's own. */
    public Uni<Void> describe(SqlConnection connection, WorkItem item) {
        return connection
                .preparedQuery("""
                        update work_item
                           set number = $2, conversation_version = $3, state = $4, topic = $5, priority = $6,
                               department_id = $7, agent_id = $8, enqueued_at = $9, rank_key = $10, epoch = $11,
                               version = $12, offered_to = $13, attributes = $14
                         where conversation_id = $1
                        """)
                .execute(Tuple.from(new Object[] {
                    item.conversation(),
                    item.number(),
                    item.conversationVersion(),
                    item.state().name().toLowerCase(Locale.ROOT),
                    item.topic(),
                    item.priority().toString(),
                    item.department(),
                    item.agent(),
                    time(item.enqueuedAt()),
                    time(item.rankKey()),
                    item.epoch(),
                    item.version(),
                    item.offeredTo(),
                    new JsonObject(Map.copyOf(item.attributes()))
                }))
                .replaceWithVoid();
    }

    /** Gives locked items to agents, the next epoch and version of each. */
    public Uni<List<Step>> assign(
            SqlConnection connection, UUID company, Collection<UUID> conversations, Collection<UUID> agents) {
        return connection
                .preparedQuery("""
                        update work_item set state = 'assigned', agent_id = given.agent_id, epoch = epoch + 1,
                               version = version + 1, offered_to = null, excluded_agents = '{}', excluded_until = null
                          from unnest($2::uuid[], $3::uuid[]) as given (conversation_id, agent_id)
                         where work_item.conversation_id = given.conversation_id and company_id = $1
                        returning work_item.conversation_id, department_id, epoch, version, clock_timestamp() as at
                        """)
                .execute(Tuple.of(company, conversations.toArray(UUID[]::new), agents.toArray(UUID[]::new)))
                .map(WorkQueue::steps);
    }

    /** Puts locked items back at their old place, the next epoch and version of each. */
    public Uni<List<Step>> putBack(SqlConnection connection, UUID company, Collection<UUID> conversations) {
        return connection
                .preparedQuery("""
                        update work_item set state = 'queued', agent_id = null, epoch = epoch + 1, version = version + 1
                         where company_id = $1 and conversation_id = any ($2)
                        returning conversation_id, department_id, epoch, version, clock_timestamp() as at
                        """)
                .execute(Tuple.of(company, conversations.toArray(UUID[]::new)))
                .map(WorkQueue::steps);
    }

    /** Puts a locked item into the queue of a department, the next epoch and version; it keeps the time it waited. */
    public Uni<Step> move(SqlConnection connection, WorkItem item, UUID department) {
        return connection
                .preparedQuery("""
                        update work_item set state = 'queued', agent_id = null, offered_to = null, department_id = $2,
                               epoch = epoch + 1, version = version + 1
                         where conversation_id = $1
                        returning conversation_id, department_id, epoch, version, clock_timestamp() as at
                        """)
                .execute(Tuple.of(item.conversation(), department))
                .map(rows -> steps(rows).get(0));
    }

    /** The next version of locked items whose events need one more. */
    public Uni<List<Step>> count(SqlConnection connection, UUID company, Collection<UUID> conversations) {
        return connection
                .preparedQuery("""
                        update work_item set version = version + 1
                         where company_id = $1 and conversation_id = any ($2)
                        returning conversation_id, department_id, epoch, version, clock_timestamp() as at
                        """)
                .execute(Tuple.of(company, conversations.toArray(UUID[]::new)))
                .map(WorkQueue::steps);
    }

    private static List<Step> steps(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Step(
                        row.getUUID("conversation_id"),
                        row.getUUID("department_id"),
                        row.getLong("epoch"),
                        row.getLong("version"),
                        row.getOffsetDateTime("at").toInstant()))
                .toList();
    }

    private static List<WorkItem> items(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(WorkQueue::item)
                .toList();
    }

    private static @Nullable WorkItem first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : item(rows.iterator().next());
    }

    private static WorkItem item(Row row) {
        return new WorkItem(
                row.getUUID("conversation_id"),
                row.getUUID("company_id"),
                row.getLong("number"),
                row.getLong("conversation_version"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("topic"),
                Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT)),
                row.getUUID("department_id"),
                row.getUUID("agent_id"),
                row.getOffsetDateTime("enqueued_at").toInstant(),
                row.getOffsetDateTime("rank_key").toInstant(),
                row.getLong("epoch"),
                row.getLong("version"),
                row.getUUID("offered_to"),
                Set.of(row.getArrayOfUUIDs("excluded")),
                attributes(row.getJsonObject("attributes")));
    }

    private static Map<String, String> attributes(JsonObject stored) {
        return stored.stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
