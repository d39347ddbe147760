package dev.sapa.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** The outbox table. */
@ApplicationScoped
class OutboxStore {

    private static final Logger LOG = Logger.getLogger(OutboxStore.class);
    private static final long DELETE_AFTER_MS = 50;
    private static final int DELETE_AT_MOST = 1_000;
    private static final int SWEEP_AT_MOST = 500;

    private static final String INTO = "insert into outbox (id, bucket, topic, key, version, headers, payload) ";

    private static final String INSERT = INTO + """
            select * from unnest($1::uuid[], $2::smallint[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[])
            """;

    /** All rows in one parameter, as Hibernate likes it. */
    private static final String INSERT_IN_SESSION = INTO + """
            select id, bucket, topic, key, version, headers, payload
            from jsonb_to_recordset(cast(cast(?1 as text) as jsonb)) as e
                 (id uuid, bucket smallint, topic text, key text, version bigint, headers text, payload text)
            """;

    private final Pool pool;
    private final Vertx vertx;
    private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean deleting = new AtomicBoolean();

    OutboxStore(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    private record Sent(UUID id, Runnable gone) {}

    private record Insert(
            UUID id, int bucket, String topic, String key, long version, String headers, String payload) {}

    Uni<Void> insert(SqlConnection connection, List<OutboxRow> rows) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addValue(column(rows, OutboxRow::id, UUID[]::new))
                        .addValue(column(rows, row -> (short) row.bucket(), Short[]::new))
                        .addValue(column(rows, OutboxRow::topic, String[]::new))
                        .addValue(column(rows, OutboxRow::key, String[]::new))
                        .addValue(column(rows, OutboxRow::version, Long[]::new))
                        .addValue(column(rows, OutboxStore::headers, String[]::new))
                        .addValue(column(rows, OutboxRow::payload, String[]::new)))
                .replaceWithVoid();
    }

    private static <T> T[] column(List<OutboxRow> rows, Function<OutboxRow, T> value, IntFunction<T[]> array) {
        var column = array.apply(rows.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }

    private static String headers(OutboxRow row) {
        try {
            return EventJson.MAPPER.writeValueAsString(row.headers());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Headers without JSON", e);
        }
    }

    Uni<Void> insert(Mutiny.Session session, List<OutboxRow> rows) {
        return session.createNativeQuery(INSERT_IN_SESSION)
                .setParameter(1, json(rows))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Forgets an event that is in Kafka; many at a time, shortly after. */
    void sent(UUID id, Runnable gone) {
        sent.add(new Sent(id, gone));
        if (deleting.compareAndSet(false, true)) {
            vertx.setTimer(DELETE_AFTER_MS, timer -> deleteSent());
        }
    }

    private void deleteSent() {
        var batch = new ArrayList<Sent>();
        for (var next = sent.poll(); next != null; next = batch.size() < DELETE_AT_MOST ? sent.poll() : null) {
            batch.add(next);
        }
        var ids = batch.stream().map(Sent::id).toArray(UUID[]::new);
        pool.withConnection(connection -> delete(connection, ids))
                .onItemOrFailure()
                .invoke((done, failure) -> {
                    if (failure != null) {
                        LOG.warnf("Events stay in the outbox and will be sent again: %s", failure.getMessage());
                    }
                    batch.forEach(event -> event.gone().run());
                    deleting.set(false);
                    if (!sent.isEmpty() && deleting.compareAndSet(false, true)) {
                        vertx.setTimer(DELETE_AFTER_MS, timer -> deleteSent());
                    }
                })
                .subscribe()
                .with(done -> {}, failure -> {});
    }

    /** Seconds since the oldest event was committed; 0 when the outbox is empty. */
    Uni<Double> age() {
        return pool.withConnection(connection -> connection
                .query(
                        "select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 from outbox")
                .execute()
                .map(rows -> rows.iterator().next().getDouble(0)));
    }

    Uni<List<Integer>> bucketsWithForgotten(Duration after) {
        return pool.withConnection(connection -> connection
                .preparedQuery(
                        "select distinct bucket from outbox where created_at < clock_timestamp() - $1::float8 * interval '1 second'")
                .execute(Tuple.of(after.toMillis() / 1000.0))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getInteger(0))
                        .toList()));
    }

    /** Claims a bucket until the transaction ends; false when another replica sweeps it. */
    Uni<Boolean> claim(SqlConnection connection, int bucket) {
        return connection
                .preparedQuery("select pg_try_advisory_xact_lock(hashtext(current_schema() || '.outbox'), $1)")
                .execute(Tuple.of(bucket))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Uni<List<OutboxRow>> forgotten(SqlConnection connection, int bucket, Duration after) {
        return connection
                .preparedQuery("""
                        select id, bucket, topic, key, version, headers, payload from outbox
                        where bucket = $1 and created_at < clock_timestamp() - $2::float8 * interval '1 second'
                        order by key, version, id limit $3
                        """)
                .execute(Tuple.of(bucket, after.toMillis() / 1000.0, SWEEP_AT_MOST))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OutboxStore::row)
                        .toList());
    }

    Uni<Void> delete(SqlConnection connection, List<UUID> ids) {
        return delete(connection, ids.toArray(UUID[]::new));
    }

    private static Uni<Void> delete(SqlConnection connection, UUID[] ids) {
        return connection
                .preparedQuery("delete from outbox where id = any($1)")
                .execute(Tuple.of(ids))
                .replaceWithVoid();
    }

    private static OutboxRow row(Row row) {
        try {
            return new OutboxRow(
                    row.getUUID(0),
                    row.getInteger(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    EventJson.MAPPER.readValue(row.getString(5), new TypeReference<Map<String, String>>() {}),
                    row.getString(6));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers of outbox row " + row.getUUID(0) + " are not JSON", e);
        }
    }

    private static String json(List<OutboxRow> rows) {
        try {
            var inserts = new ArrayList<Insert>(rows.size());
            for (var row : rows) {
                inserts.add(new Insert(
                        row.id(), row.bucket(), row.topic(), row.key(), row.version(), headers(row), row.payload()));
            }
            return EventJson.MAPPER.writeValueAsString(inserts);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("An outbox row has no JSON", e);
        }
    }
}
