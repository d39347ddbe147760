package dev.sapa.chat.erasure;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.events.ErasureApplied;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of erasures, and those of visitors that go with them; on the plain client. */
@ApplicationScoped
class ErasureStore {

    private static final String COLUMNS = "id, company_id, visitor_id, asked_by, asked_at, identities, completed_at";

    /** The id of a visitor who turned out to be another one means that one. */
    private static final String ASK = """
            insert into erasure (id, company_id, visitor_id, asked_by, asked_at)
            select $1::uuid, company_id, coalesce(merged_into, id), $4::uuid, now() from visitor where id = $2 and company_id = $3
            on conflict (company_id, visitor_id) do nothing
            """;

    private static final String FIND = "select " + COLUMNS + """
             from erasure where company_id = $2
               and visitor_id in ($1, (select merged_into from visitor where id = $1 and company_id = $2))
            """;

    private static final String OPEN =
            "select " + COLUMNS + " from erasure where completed_at is null order by asked_at limit $1";

    private static final String EVERYBODY =
            "(select id from visitor where company_id = $1 and (id = $2 or merged_into = $2))";

    private static final String NEXT = "select id from conversation where visitor_id in " + EVERYBODY
            + " and erased_at is null order by id limit 1";

    private static final String IDENTITIES = "delete from visitor_identity where visitor_id in " + EVERYBODY;

    private static final String DETAILS = """
            update visitor
            set name = null, email = null, phone = null, company_name = null, address = null,
                browser_uuid = null, oss_user_id = null
            where id in\s""" + EVERYBODY;

    private static final String COUNT = "update erasure set identities = identities + $2 where id = $1";

    private static final String IS_DONE = """
            select not exists (select 1 from erasure_part where erasure_id = $3 and erased_at is null)
               and not exists (select 1 from conversation where erased_at is null and visitor_id in\s""" + EVERYBODY + ")";

    /** What is left when everything was forgotten. A conversation that began meanwhile keeps its visitor for another round. */
    private static final List<String> ROWS = List.of(
            "delete from stored_file where conversation_id in "
                    + "(select id from conversation where erased_at is not null and visitor_id in " + EVERYBODY + ")",
            "delete from conversation where erased_at is not null and visitor_id in " + EVERYBODY,
            "delete from visitor where company_id = $1 and merged_into = $2",
            "delete from visitor where company_id = $1 and id = $2");

    /** Nothing happens when the company has no such visitor. */
    Uni<Void> ask(SqlConnection connection, UUID visitor, UUID company, UUID staff) {
        return connection
                .preparedQuery(ASK)
                .execute(Tuple.of(UuidCreator.getTimeOrderedEpoch(), visitor, company, staff))
                .replaceWithVoid();
    }

    /** The item is null when nobody asked. */
    Uni<@Nullable Erasure> find(SqlConnection connection, UUID visitor, UUID company) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(visitor, company))
                .map(rows -> rows.size() == 0 ? null : erasures(rows).get(0));
    }

    Uni<List<Erasure>> open(SqlConnection connection, int limit) {
        return connection.preparedQuery(OPEN).execute(Tuple.of((long) limit)).map(ErasureStore::erasures);
    }

    Uni<List<Erasure.Part>> parts(SqlConnection connection, UUID erasure) {
        return connection
                .preparedQuery(
                        "select conversation_id, service, erased, erased_at from erasure_part where erasure_id = $1")
                .execute(Tuple.of(erasure))
                .map(rows -> {
                    var parts = new ArrayList<Erasure.Part>(rows.size());
                    rows.forEach(row -> parts.add(
                            new Erasure.Part(row.getUUID(0), row.getString(1), row.getString(2), time(row, 3))));
                    return parts;
                });
    }

    /** The next conversation of the visitor in which something is left; the item is null when there is none. */
    Uni<@Nullable UUID> next(SqlConnection connection, Erasure erasure) {
        return connection
                .preparedQuery(NEXT)
                .execute(Tuple.of(erasure.companyId(), erasure.visitorId()))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getUUID(0));
    }

    /** By which the visitor could be recognised or reached. */
    Uni<Void> forget(SqlConnection connection, Erasure erasure) {
        var visitor = Tuple.of(erasure.companyId(), erasure.visitorId());
        return connection
                .preparedQuery(IDENTITIES)
                .execute(visitor)
                .chain(gone -> gone.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : connection
                                .preparedQuery(COUNT)
                                .execute(Tuple.of(erasure.id(), (long) gone.rowCount()))
                                .replaceWithVoid())
                .chain(() -> connection.preparedQuery(DETAILS).execute(visitor))
                .replaceWithVoid();
    }

    /** Whether every service has forgotten everything, and nothing new has begun. */
    Uni<Boolean> isDone(SqlConnection connection, Erasure erasure) {
        return connection
                .preparedQuery(IS_DONE)
                .execute(Tuple.of(erasure.companyId(), erasure.visitorId(), erasure.id()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Uni<List<UUID>> conversations(SqlConnection connection, Erasure erasure) {
        return connection
                .preparedQuery("select id from conversation where visitor_id in " + EVERYBODY)
                .execute(Tuple.of(erasure.companyId(), erasure.visitorId()))
                .map(rows -> {
                    var ids = new ArrayList<UUID>(rows.size());
                    rows.forEach(row -> ids.add(row.getUUID(0)));
                    return ids;
                });
    }

    /** Removes the rows by which ids still led somewhere. */
    Uni<Void> complete(SqlConnection connection, Erasure erasure) {
        var removed = Uni.createFrom().voidItem();
        for (var statement : ROWS) {
            removed = removed.chain(() -> connection
                    .preparedQuery(statement)
                    .execute(Tuple.of(erasure.companyId(), erasure.visitorId()))
                    .replaceWithVoid());
        }
        return removed.chain(() -> connection
                .preparedQuery("update erasure set completed_at = now() where id = $1 and completed_at is null")
                .execute(Tuple.of(erasure.id()))
                .replaceWithVoid());
    }

    Uni<Void> applied(SqlConnection connection, ErasureApplied applied) {
        var erased = new JsonObject(new LinkedHashMap<>(applied.erased())).encode();
        return connection
                .preparedQuery("""
                        update erasure_part set erased = $3, erased_at = now()
                        where conversation_id = $1 and service = $2 and erased_at is null
                        """)
                .execute(Tuple.of(applied.conversationId(), applied.service(), erased))
                .replaceWithVoid();
    }

    private static List<Erasure> erasures(RowSet<Row> rows) {
        var found = new ArrayList<Erasure>(rows.size());
        rows.forEach(row -> found.add(new Erasure(
                row.getUUID(0),
                row.getUUID(1),
                row.getUUID(2),
                row.getUUID(3),
                row.getOffsetDateTime(4).toInstant(),
                row.getLong(5),
                time(row, 6))));
        return found;
    }

    private static @Nullable Instant time(Row row, int column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
