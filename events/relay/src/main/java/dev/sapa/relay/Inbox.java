package dev.sapa.relay;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Remembers the events without an aggregate version, so that a second delivery has no second effect. */
@ApplicationScoped
public class Inbox {

    private final Pool pool;

    Inbox(Pool pool) {
        this.pool = pool;
    }

    /** Whether the event is new; must be asked in the transaction of its effect. */
    public Uni<Boolean> firstTime(SqlConnection connection, UUID event) {
        return connection
                .preparedQuery("insert into inbox (event_id) values ($1) on conflict do nothing")
                .execute(Tuple.of(event))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Whether the event is new; must be asked in the Hibernate transaction of its effect. */
    public Uni<Boolean> firstTimeInSession(UUID event) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into inbox (event_id) values (cast(?1 as uuid)) on conflict do nothing")
                        .setParameter(1, event.toString())
                        .executeUpdate())
                .map(count -> count == 1);
    }

    Uni<Void> forget(Duration older) {
        return pool.preparedQuery(
                        "delete from inbox where applied_at < clock_timestamp() - $1::float8 * interval '1 second'")
                .execute(Tuple.of((double) older.toSeconds()))
                .replaceWithVoid();
    }
}
