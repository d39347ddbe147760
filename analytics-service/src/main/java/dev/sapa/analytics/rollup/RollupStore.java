package dev.sapa.analytics.rollup;

import dev.sapa.analytics.definition.Measure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of totals. Whoever writes them holds {@link #lock}: the spread of times is read, added to and written back, and
 * no two transactions may do so at once.
 */
@ApplicationScoped
public class RollupStore {

    /** Rows of one statement. */
    private static final int CHUNK = 1_000;

    /** Any number that no other use of advisory locks in this database has. */
    private static final int LOCK_CLASS = 0x5A9A;

    private static final String KEY = "company_id, view, span, bucket, department_id, agent_id, topic, tag";
    private static final String KEY_ARRAYS =
            "$1::uuid[], $2::smallint[], $3::smallint[], $4::timestamptz[], $5::uuid[], $6::uuid[], $7::text[], $8::text[]";
    private static final int KEY_COLUMNS = 8;

    private static final List<Measure> TIMED =
            Arrays.stream(Measure.values()).filter(Measure::isTimed).toList();

    private static final String SPREADS = "select k.place, "
            + TIMED.stream().map(RollupStore::binsColumn).collect(Collectors.joining(", "))
            + " from unnest(" + KEY_ARRAYS + ") with ordinality as k (" + KEY + ", place) join rollup using (" + KEY
            + ")";

    private static final String UPSERT = upsert();

    /** Keeps others from writing the totals of these companies until the transaction ends. */
    public Uni<Void> lock(SqlConnection connection, List<UUID> companies) {
        var sorted = companies.stream().distinct().sorted().map(UUID::toString).toArray(String[]::new);
        return connection
                .preparedQuery("select pg_advisory_xact_lock($1, hashtext(company)) from unnest($2::text[]) company")
                .execute(Tuple.of(LOCK_CLASS, sorted))
                .replaceWithVoid();
    }

    /** Writes the changes; the companies must be locked. */
    public Uni<Void> apply(SqlConnection connection, Ledger ledger) {
        var changes = ledger.changes();
        var chunks = new ArrayList<List<Map.Entry<RollupKey, Tally>>>();
        for (int from = 0; from < changes.size(); from += CHUNK) {
            chunks.add(changes.subList(from, Math.min(from + CHUNK, changes.size())));
        }
        return Multi.createFrom()
                .iterable(chunks)
                .onItem()
                .transformToUniAndConcatenate(chunk -> write(connection, chunk))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Forgets all totals of a company, which must be locked. */
    public Uni<Void> clear(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("delete from rollup where company_id = $1")
                .execute(Tuple.of(company))
                .replaceWithVoid();
    }

    private Uni<Boolean> write(SqlConnection connection, List<Map.Entry<RollupKey, Tally>> chunk) {
        var spread =
                chunk.stream().filter(change -> change.getValue().movesBins()).toList();
        return (spread.isEmpty()
                        ? Uni.createFrom().item(true)
                        : connection
                                .preparedQuery(SPREADS)
                                .execute(keys(spread))
                                .invoke(rows -> addKnown(rows, spread))
                                .replaceWith(true))
                .call(() -> connection.preparedQuery(UPSERT).execute(values(chunk)));
    }

    /** Adds to each change what its row holds already, so that what is written is the new spread. */
    private static void addKnown(RowSet<Row> rows, List<Map.Entry<RollupKey, Tally>> spread) {
        for (var row : rows) {
            var tally = spread.get((int) (row.getLong(0) - 1)).getValue();
            for (int i = 0; i < TIMED.size(); i++) {
                var known = row.getBuffer(i + 1);
                if (known != null && tally.movesBins(TIMED.get(i))) {
                    tally.add(TIMED.get(i), known.getBytes());
                }
            }
        }
    }

    private static Tuple keys(List<Map.Entry<RollupKey, Tally>> changes) {
        return Tuple.tuple()
                .addValue(column(changes, RollupKey::companyId, UUID[]::new))
                .addValue(column(changes, key -> key.view().code(), Short[]::new))
                .addValue(column(changes, key -> key.span().code(), Short[]::new))
                .addValue(column(changes, key -> key.bucket().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addValue(column(changes, RollupKey::departmentId, UUID[]::new))
                .addValue(column(changes, RollupKey::agentId, UUID[]::new))
                .addValue(column(changes, RollupKey::topic, String[]::new))
                .addValue(column(changes, RollupKey::tag, String[]::new));
    }

    private static <T> T[] column(
            List<Map.Entry<RollupKey, Tally>> changes,
            Function<RollupKey, T> value,
            java.util.function.IntFunction<T[]> array) {
        return changes.stream().map(change -> value.apply(change.getKey())).toArray(array);
    }

    private static Tuple values(List<Map.Entry<RollupKey, Tally>> changes) {
        var tuple = keys(changes);
        var tallies = changes.stream().map(Map.Entry::getValue).toList();
        for (var measure : Measure.values()) {
            tuple.addValue(tallies.stream().map(tally -> tally.count(measure)).toArray(Long[]::new));
            if (measure.isTimed()) {
                tuple.addValue(
                        tallies.stream().map(tally -> tally.millis(measure)).toArray(Long[]::new));
                tuple.addValue(
                        tallies.stream().map(tally -> encoded(tally, measure)).toArray(Buffer[]::new));
            }
        }
        return tuple;
    }

    private static @Nullable Buffer encoded(Tally tally, Measure measure) {
        var bins = tally.bins(measure);
        return bins == null ? null : Buffer.buffer(bins.encoded());
    }

    static String countColumn(Measure measure) {
        return measure.isTimed() ? measure + "_count" : measure.toString();
    }

    static String millisColumn(Measure measure) {
        return measure + "_ms";
    }

    static String binsColumn(Measure measure) {
        return measure + "_bins";
    }

    private static String upsert() {
        var columns = new ArrayList<String>();
        var arrays = new ArrayList<String>();
        var updates = new ArrayList<String>();
        int parameter = KEY_COLUMNS;
        for (var measure : Measure.values()) {
            arrays.add("$" + ++parameter + "::bigint[]");
            columns.add(countColumn(measure));
            updates.add("%1$s = rollup.%1$s + excluded.%1$s".formatted(countColumn(measure)));
            if (measure.isTimed()) {
                arrays.add("$" + ++parameter + "::bigint[]");
                columns.add(millisColumn(measure));
                updates.add("%1$s = rollup.%1$s + excluded.%1$s".formatted(millisColumn(measure)));
                arrays.add("$" + ++parameter + "::bytea[]");
                columns.add(binsColumn(measure));
                updates.add("%1$s = coalesce(excluded.%1$s, rollup.%1$s)".formatted(binsColumn(measure)));
            }
        }
        return "insert into rollup (" + KEY + ", " + String.join(", ", columns) + ") select * from unnest(" + KEY_ARRAYS
                + ", " + String.join(", ", arrays) + ") on conflict (" + KEY + ") do update set "
                + String.join(", ", updates);
    }
}
