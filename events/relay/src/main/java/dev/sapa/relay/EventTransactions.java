package dev.sapa.relay;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The one door to a transaction that writes events. State and events commit together; after the commit, and never
 * before, the events go to Kafka. The item is emitted once the commit is known to have succeeded; a failure means that
 * the transaction was rolled back, or, when the connection broke during the commit, that nobody knows.
 */
@ApplicationScoped
public class EventTransactions {

    private static final String SET_SCOPE = "select set_config('sapa.company', %s, true)";

    private final Pool pool;
    private final OutboxStore outbox;
    private final Lanes lanes;
    private final RelayProbe probe;

    EventTransactions(Pool pool, OutboxStore outbox, Lanes lanes, RelayProbe probe) {
        this.pool = pool;
        this.outbox = outbox;
        this.lanes = lanes;
        this.probe = probe;
    }

    /** A transaction on Hibernate Reactive; repositories inside {@code work} take part in it. */
    public <T> Uni<T> inSession(Scope scope, Function<Events, Uni<T>> work) {
        return settling(events -> Panache.withTransaction(() -> Panache.getSession()
                .chain(session ->
                        enter(session, scope).chain(() -> work.apply(events)).call(() -> write(session, events)))));
    }

    /** A transaction on one connection of the plain client, for the hot paths. */
    public <T> Uni<T> inConnection(Scope scope, BiFunction<SqlConnection, Events, Uni<T>> work) {
        return settling(events -> pool.withTransaction(connection -> enter(connection, scope)
                .chain(() -> work.apply(connection, events))
                .call(() -> write(connection, events))));
    }

    /** A transaction on Hibernate Reactive that has nothing to tell. */
    public <T> Uni<T> readInSession(Scope scope, Supplier<Uni<T>> work) {
        return Panache.withTransaction(() ->
                Panache.getSession().chain(session -> enter(session, scope).chain(ignored -> work.get())));
    }

    /** A transaction on one connection of the plain client that has nothing to tell. */
    public <T> Uni<T> readInConnection(Scope scope, Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection -> enter(connection, scope).chain(() -> work.apply(connection)));
    }

    private <T> Uni<T> settling(Function<Events, Uni<T>> transaction) {
        return Uni.createFrom().deferred(() -> {
            var events = new Events(lanes);
            return transaction
                    .apply(events)
                    .onItem()
                    .invoke(events::committed)
                    .onFailure()
                    .invoke(events::abandoned)
                    .onCancellation()
                    .invoke(events::abandoned);
        });
    }

    private Uni<Void> write(Mutiny.Session session, Events events) {
        probe.reached(RelayProbe.Point.DECIDED);
        return events.isEmpty() ? Uni.createFrom().voidItem() : outbox.insert(session, events.rows());
    }

    private Uni<Void> write(SqlConnection connection, Events events) {
        probe.reached(RelayProbe.Point.DECIDED);
        return events.isEmpty() ? Uni.createFrom().voidItem() : outbox.insert(connection, events.rows());
    }

    private static Uni<Void> enter(Mutiny.Session session, Scope scope) {
        return session.createNativeQuery(SET_SCOPE.formatted("?1"), String.class)
                .setParameter(1, scope.value())
                .getSingleResult()
                .replaceWithVoid();
    }

    private static Uni<Void> enter(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(SET_SCOPE.formatted("$1"))
                .execute(Tuple.of(scope.value()))
                .replaceWithVoid();
    }
}
