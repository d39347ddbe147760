package dev.sapa.routing.queue;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import dev.sapa.routing.queue.WaitingView.DepartmentView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What waits, in order. */
@ApplicationScoped
public class QueueService {

    private static final String WAITING = """
            select * from (
                   select row_number() over (partition by department_id order by rank_key, conversation_id) as position,
                          conversation_id, number, topic, priority, department_id, name, enqueued_at, rank_key,
                          offered_to
                     from work_item left join (select department_id, name from department) named using (department_id)
                    where work_item.company_id = $1 and state = 'queued'
                      and ($2::uuid is null or department_id = $2)) waiting
             where (rank_key, conversation_id) > ($3, $4)
             order by rank_key, conversation_id limit $5
            """;

    private static final String PLACE = """
            select count(*) from work_item
             where company_id = $1 and state = 'queued' and department_id is not distinct from $2
               and (rank_key, conversation_id) <= ($3, $4)
            """;

    private static final String LENGTH = """
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(enqueued_at)), 0)::float8
              from work_item where state = 'queued'
            """;

    private final EventTransactions transactions;

    QueueService(EventTransactions transactions) {
        this.transactions = transactions;
    }

    /** How many wait in the whole installation, and how long the one that waits longest has waited. */
    public record Length(long waiting, Duration longestWait) {}

    /** The length of all queues together. */
    public Uni<Length> length() {
        return transactions.readInConnection(Scope.everyCompany(), connection -> connection
                .query(LENGTH)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Length(row.getLong(0), Duration.ofMillis((long) (row.getDouble(1) * 1000)))));
    }

    /** The place of a waiting item among those of its department, from 1. */
    public Uni<Long> position(SqlConnection connection, WorkItem item) {
        return position(connection, item, item.department());
    }

    /** The place that the item has, or would have, among those that wait for the department, from 1. */
    public Uni<Long> position(SqlConnection connection, WorkItem item, @Nullable UUID department) {
        return connection
                .preparedQuery(PLACE)
                .execute(Tuple.of(
                        item.company(), department, item.rankKey().atOffset(ZoneOffset.UTC), item.conversation()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<List<WaitingView>> waiting(UUID company, @Nullable UUID department, QueueCursor after, int limit) {
        return transactions.readInConnection(Scope.of(company), connection -> connection
                .preparedQuery(WAITING)
                .execute(Tuple.of(
                        company, department, after.rankedAt().atOffset(ZoneOffset.UTC), after.conversation(), limit))
                .map(QueueService::views));
    }

    private static List<WaitingView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(QueueService::view)
                .toList();
    }

    private static WaitingView view(Row row) {
        var department = row.getUUID("department_id");
        return new WaitingView(
                row.getLong("position"),
                row.getUUID("conversation_id"),
                row.getLong("number"),
                row.getString("topic"),
                row.getString("priority"),
                department == null ? null : new DepartmentView(department, row.getString("name")),
                row.getOffsetDateTime("enqueued_at").toInstant(),
                row.getOffsetDateTime("rank_key").toInstant(),
                row.getUUID("offered_to"));
    }
}
