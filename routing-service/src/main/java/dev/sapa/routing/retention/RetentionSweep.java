package dev.sapa.routing.retention;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Deletes what is too old, a little at a time, so that nobody waits for it. */
@ApplicationScoped
class RetentionSweep {

    private static final Logger LOG = Logger.getLogger(RetentionSweep.class);

    private static final List<String> CHORES = List.of("""
            delete from assignment where id in (
                   select id from assignment where ended_at < clock_timestamp() - $1::float8 * interval '1 second'
                    limit $2 for update skip locked)
            """, """
            delete from offer where id in (
                   select id from offer where ended_at < clock_timestamp() - $1::float8 * interval '1 second'
                    limit $2 for update skip locked)
            """, """
            delete from decision where assignment_id in (
                   select assignment_id from decision
                    where decided_at < clock_timestamp() - $1::float8 * interval '1 second'
                      and not exists (select 1 from assignment where id = assignment_id)
                    limit $2 for update skip locked)
            """);

    private final EventTransactions transactions;
    private final RetentionSettings settings;

    RetentionSweep(EventTransactions transactions, RetentionSettings settings) {
        this.transactions = transactions;
        this.settings = settings;
    }

    @Scheduled(every = "${sapa.routing.housekeeping:1m}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return Multi.createFrom()
                .iterable(CHORES)
                .onItem()
                .transformToUniAndConcatenate(this::finish)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("Old assignments were not deleted: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Repeats a chore until it finds less than a batch. */
    private Uni<Integer> finish(String chore) {
        return delete(chore)
                .chain(deleted -> deleted < settings.batch() ? Uni.createFrom().item(deleted) : finish(chore));
    }

    private Uni<Integer> delete(String chore) {
        var age = settings.age().toMillis() / 1000.0;
        return transactions.readInConnection(Scope.everyCompany(), connection -> connection
                .preparedQuery(chore)
                .execute(Tuple.of(age, settings.batch()))
                .map(rows -> rows.rowCount()));
    }
}
