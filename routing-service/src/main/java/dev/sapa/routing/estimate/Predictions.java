package dev.sapa.routing.estimate;

import dev.sapa.routing.queue.WorkItem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of what visitors were told; apart from the items, which must not be locked for it. */
@ApplicationScoped
class Predictions {

    private static final String KEEP = """
            insert into prediction (conversation_id, company_id, told_at, low_at, high_at)
            select $1, $2, moment.at, moment.at + $3::float8 * interval '1 second',
                   moment.at + $4::float8 * interval '1 second'
              from (select clock_timestamp() as at) as moment
            on conflict do nothing
            """;

    private static final String SETTLE = """
            with settled as (
                 delete from prediction using work_item
                  where work_item.conversation_id = prediction.conversation_id and state <> 'queued'
                 returning prediction.conversation_id, told_at, low_at, high_at)
            select low_at, high_at, (select min(assigned_at) from assignment
                                      where assignment.conversation_id = settled.conversation_id
                                        and assigned_at >= told_at) as assigned_at
              from settled
            """;

    /** How right what a visitor was told has been. */
    enum Outcome {
        /** Before the low end, as half of all should be. */
        EARLY,
        /** Within the range, as three of ten should be. */
        WITHIN,
        /** After the high end, as one of five should be. */
        LATE,
        /** It left unanswered. */
        LEFT
    }

    /** Keeps what is told now, unless the visitor was told something earlier. */
    Uni<Void> keep(SqlConnection connection, WorkItem item, Estimate estimate) {
        return connection
                .preparedQuery(KEEP)
                .execute(Tuple.of(item.conversation(), item.company(), (double) estimate.lowSeconds(), (double)
                        estimate.highSeconds()))
                .replaceWithVoid();
    }

    /** Forgets the predictions for conversations that wait no more; how right each was. */
    Uni<List<Outcome>> settle(SqlConnection connection) {
        return connection.query(SETTLE).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(Predictions::outcome)
                .toList());
    }

    private static Outcome outcome(Row row) {
        return outcome(
                row.getOffsetDateTime("low_at"),
                row.getOffsetDateTime("high_at"),
                row.getOffsetDateTime("assigned_at"));
    }

    private static Outcome outcome(OffsetDateTime low, OffsetDateTime high, @Nullable OffsetDateTime assigned) {
        if (assigned == null) {
            return Outcome.LEFT;
        }
        if (assigned.isBefore(low)) {
            return Outcome.EARLY;
        }
        return assigned.isAfter(high) ? Outcome.LATE : Outcome.WITHIN;
    }
}
