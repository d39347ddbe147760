package dev.sapa.chat.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds and removes what is too old, a little at a time. */
@ApplicationScoped
class RetentionStore {

    /** Whoever takes a company has it until the next turn; another replica passes it over. */
    private static final String TAKE = """
            update company set swept_at = now()
            where id = (select id from company
                        where retention_days is not null
                          and (swept_at is null or swept_at < now() - $1::float8 * interval '1 millisecond')
                        order by swept_at nulls first limit 1 for update skip locked)
            returning id, retention_days
            """;

    private static final String OLD = """
            select id from conversation
            where company_id = $1 and status = 'closed' and erased_at is null and ended_at < now() - make_interval(days => $2)
            order by ended_at limit $3
            """;

    /** Visitors of whom nothing is left; a start locks the visitor first and is not waited for. */
    private static final String VISITORS = """
            select id from visitor v
            where v.company_id = $1 and v.created_at < now() - make_interval(days => $2)
              and not exists (select 1 from conversation c where c.visitor_id = v.id)
              and not exists (select 1 from visitor m where m.merged_into = v.id)
            limit $3 for update skip locked
            """;

    private static final String STAFF_MESSAGES = """
            delete from staff_message where id in (
                select id from staff_message where company_id = $1 and posted_at < now() - make_interval(days => $2)
                limit $3 for update skip locked)
            """;

    /** Rows of erased conversations, unless an erasure still waits for somebody's word about them. */
    private static final String ROWS = """
            delete from conversation where id in (
                select id from conversation c
                where c.erased_at < now() - $1::float8 * interval '1 millisecond'
                  and not exists (select 1 from erasure_part p join erasure e on e.id = p.erasure_id
                                  where p.conversation_id = c.id and e.completed_at is null)
                  and not exists (select 1 from stored_file f where f.conversation_id = c.id)
                limit $2 for update skip locked)
            """;

    private static final String CHANNEL_MESSAGES = """
            delete from channel_message where ctid in (
                select ctid from channel_message where received_at < now() - $1::float8 * interval '1 millisecond'
                limit $2 for update skip locked)
            """;

    private static final String DELIVERIES = """
            delete from bot_delivery where id in (
                select id from bot_delivery
                where state in ('done', 'dead') and noted_at < now() - $1::float8 * interval '1 millisecond'
                limit $2 for update skip locked)
            """;

    /** A company's turn. */
    record Turn(UUID companyId, int days) {}

    /** The item is null when every company has had its turn. */
    Uni<@Nullable Turn> take(SqlConnection connection, Duration every) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of((double) every.toMillis()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    var row = rows.iterator().next();
                    return new Turn(row.getUUID(0), row.getInteger(1));
                });
    }

    Uni<List<UUID>> old(SqlConnection connection, Turn turn, int batch) {
        return connection
                .preparedQuery(OLD)
                .execute(Tuple.of(turn.companyId(), turn.days(), (long) batch))
                .map(rows -> {
                    var ids = new ArrayList<UUID>(rows.size());
                    rows.forEach(row -> ids.add(row.getUUID(0)));
                    return ids;
                });
    }

    /** How many visitors were removed. */
    Uni<Integer> visitors(SqlConnection connection, Turn turn, int batch) {
        return connection
                .preparedQuery(VISITORS)
                .execute(Tuple.of(turn.companyId(), turn.days(), (long) batch))
                .chain(rows -> {
                    var ids = new ArrayList<UUID>(rows.size());
                    rows.forEach(row -> ids.add(row.getUUID(0)));
                    var all = Tuple.of(ids.toArray(UUID[]::new));
                    return connection
                            .preparedQuery("delete from visitor_identity where visitor_id = any ($1)")
                            .execute(all)
                            .chain(() -> connection
                                    .preparedQuery("delete from visitor where id = any ($1)")
                                    .execute(all))
                            .replaceWith(ids.size());
                });
    }

    Uni<Integer> staffMessages(SqlConnection connection, Turn turn, int batch) {
        return connection
                .preparedQuery(STAFF_MESSAGES)
                .execute(Tuple.of(turn.companyId(), turn.days(), (long) batch))
                .map(rows -> rows.rowCount());
    }

    Uni<Integer> rows(SqlConnection connection, Duration age, int batch) {
        return older(connection, ROWS, age, batch);
    }

    Uni<Integer> channelMessages(SqlConnection connection, Duration age, int batch) {
        return older(connection, CHANNEL_MESSAGES, age, batch);
    }

    Uni<Integer> deliveries(SqlConnection connection, Duration age, int batch) {
        return older(connection, DELIVERIES, age, batch);
    }

    private static Uni<Integer> older(SqlConnection connection, String statement, Duration age, int batch) {
        return connection
                .preparedQuery(statement)
                .execute(Tuple.of((double) age.toMillis(), (long) batch))
                .map(rows -> rows.rowCount());
    }
}
