package dev.sapa.analytics.intake;

import dev.sapa.analytics.definition.ConversationEvent;
import dev.sapa.analytics.rollup.Calendar;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of events and facts. Whoever writes them holds the lock of the company's totals. */
@ApplicationScoped
class ConversationStore {

    private static final String KEEP = """
            insert into event (conversation_id, version, company_id, event_id, type, at, payload)
            select conversation_id, version, company_id, event_id, type, at, payload::jsonb
              from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::text[])
                   as e (conversation_id, version, company_id, event_id, type, at, payload)
            on conflict (conversation_id, version) do nothing
            returning conversation_id, version
            """;

    private static final String STORE = """
            insert into conversation (conversation_id, company_id, version, number, status, department_id, agent_ids,
                                      started_at, ended_at, facts)
            select conversation_id, company_id, version, number, status, department_id, agents::uuid[],
                   started_at, ended_at, facts::jsonb
              from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::text[], $6::uuid[], $7::text[],
                          $8::timestamptz[], $9::timestamptz[], $10::text[])
                   as c (conversation_id, company_id, version, number, status, department_id, agents, started_at,
                         ended_at, facts)
            on conflict (conversation_id) do update
            set version = excluded.version, number = excluded.number, status = excluded.status,
                department_id = excluded.department_id, agent_ids = excluded.agent_ids,
                started_at = excluded.started_at, ended_at = excluded.ended_at, facts = excluded.facts
            """;

    private static final String ADVANCE = """
            insert into progress (company_id, as_of, time_zone)
            select company_id, max(at), time_zone
              from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as p (company_id, at, time_zone) group by 1, 3
            on conflict (company_id) do update set as_of = greatest(progress.as_of, excluded.as_of)
            """;

    /** A conversation's event by its position. */
    record Position(UUID conversationId, long version) {}

    Uni<Map<UUID, KnownConversation>> known(SqlConnection connection, Collection<UUID> conversations) {
        return connection
                .preparedQuery("""
                        select conversation_id, company_id, version, facts::text from conversation
                         where conversation_id = any ($1)
                        """)
                .execute(Tuple.of(conversations.toArray(UUID[]::new)))
                .map(rows -> {
                    var known = new HashMap<UUID, KnownConversation>();
                    rows.forEach(row -> known.put(row.getUUID(0), known(row)));
                    return known;
                });
    }

    /** Keeps the events; those that are new. */
    Uni<Set<Position>> keep(SqlConnection connection, List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return connection
                .preparedQuery(KEEP)
                .execute(Tuple.tuple()
                        .addValue(column(arrivals, Arrival::conversationId, UUID[]::new))
                        .addValue(column(arrivals, arrival -> arrival.event().version(), Long[]::new))
                        .addValue(column(arrivals, Arrival::companyId, UUID[]::new))
                        .addValue(column(arrivals, arrival -> arrival.received().id(), UUID[]::new))
                        .addValue(column(
                                arrivals, arrival -> arrival.event().kind().toString(), String[]::new))
                        .addValue(
                                column(arrivals, arrival -> utc(arrival.event().at()), OffsetDateTime[]::new))
                        .addValue(column(arrivals, arrival -> FactsJson.write(arrival.event()), String[]::new)))
                .map(rows -> {
                    var fresh = new HashSet<Position>();
                    rows.forEach(row -> fresh.add(new Position(row.getUUID(0), row.getLong(1))));
                    return fresh;
                });
    }

    /** All events of the conversations, each in order of version. */
    Uni<Map<UUID, List<ConversationEvent>>> events(SqlConnection connection, Collection<UUID> conversations) {
        if (conversations.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return connection
                .preparedQuery("""
                        select conversation_id, payload::text from event where conversation_id = any ($1)
                         order by conversation_id, version
                        """)
                .execute(Tuple.of(conversations.toArray(UUID[]::new)))
                .map(ConversationStore::byConversation);
    }

    /** The next conversations of a company in the order of their ids, by their events. */
    Uni<List<UUID>> idsAfter(SqlConnection connection, UUID company, UUID after, int limit) {
        return connection
                .preparedQuery("""
                        select distinct conversation_id from event where company_id = $1 and conversation_id > $2
                         order by conversation_id limit $3
                        """)
                .execute(Tuple.of(company, after, limit))
                .map(rows -> {
                    var ids = new ArrayList<UUID>(rows.size());
                    rows.forEach(row -> ids.add(row.getUUID(0)));
                    return ids;
                });
    }

    Uni<Void> store(SqlConnection connection, List<KnownConversation> conversations) {
        if (conversations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(STORE)
                .execute(Tuple.tuple()
                        .addValue(column(conversations, KnownConversation::id, UUID[]::new))
                        .addValue(column(conversations, KnownConversation::companyId, UUID[]::new))
                        .addValue(column(conversations, KnownConversation::version, Long[]::new))
                        .addValue(column(conversations, known -> known.facts().number(), Long[]::new))
                        .addValue(column(
                                conversations, known -> known.facts().status().toString(), String[]::new))
                        .addValue(column(conversations, known -> known.facts().departmentId(), UUID[]::new))
                        .addValue(column(conversations, ConversationStore::agents, String[]::new))
                        .addValue(
                                column(conversations, known -> utc(known.facts().startedAt()), OffsetDateTime[]::new))
                        .addValue(
                                column(conversations, known -> utc(known.facts().endedAt()), OffsetDateTime[]::new))
                        .addValue(column(conversations, known -> FactsJson.write(known.facts()), String[]::new)))
                .replaceWithVoid();
    }

    /**
     * Notes of which time the newest event in the numbers is, and of a company that has none so far also by which calendar
     * they are kept.
     */
    Uni<Void> advance(SqlConnection connection, List<Arrival> arrivals, Map<UUID, Calendar> calendars) {
        return connection
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(
                        column(arrivals, Arrival::companyId, UUID[]::new),
                        column(arrivals, arrival -> utc(arrival.event().at()), OffsetDateTime[]::new),
                        column(arrivals, arrival -> zone(calendars.get(arrival.companyId())), String[]::new)))
                .replaceWithVoid();
    }

    /** Forgets the facts of a company; its events stay. */
    Uni<Void> clear(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("delete from conversation where company_id = $1")
                .execute(Tuple.of(company))
                .replaceWithVoid();
    }

    private static KnownConversation known(Row row) {
        return new KnownConversation(row.getUUID(0), row.getUUID(1), row.getLong(2), FactsJson.facts(row.getString(3)));
    }

    private static Map<UUID, List<ConversationEvent>> byConversation(RowSet<Row> rows) {
        var events = new HashMap<UUID, List<ConversationEvent>>();
        rows.forEach(row ->
                events.computeIfAbsent(row.getUUID(0), id -> new ArrayList<>()).add(FactsJson.event(row.getString(1))));
        return events;
    }

    /** As PostgreSQL writes arrays: an array of arrays cannot be taken apart by {@code unnest}. */
    private static String agents(KnownConversation known) {
        var ids = known.facts().agentIds().stream().map(UUID::toString).toList();
        return "{" + String.join(",", ids) + "}";
    }

    private static @Nullable String zone(@Nullable Calendar calendar) {
        return calendar == null ? null : calendar.zone().getId();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static <S, T> T[] column(
            List<S> rows, Function<S, @Nullable T> value, java.util.function.IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
