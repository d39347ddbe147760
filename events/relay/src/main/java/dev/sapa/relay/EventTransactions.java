package dev.sapa.relay;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
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

    /** With the scope goes what {@link PlainTransaction} says of tables that grow. */
    private static final String ENTER = """
            select set_config('sapa.company', ?1, true)
              from set_config('enable_seqscan', 'off', true) as scans, set_config('jit', 'off', true) as compiler
            """;

    private final PlainTransaction plain;
    private final OutboxStore outbox;
    private final Lanes lanes;
    private final RelayProbe probe;

    EventTransactions(PlainTransaction plain, OutboxStore outbox, Lanes lanes, RelayProbe probe) {
        this.plain = plain;
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
        return inConnection(scope, false, work);
    }

    /**
     * The same for statements that are done many times a second and have one good plan, whatever their parameters are:
     * planning them again and again would cost as much as doing them.
     */
    public <T> Uni<T> inConnectionKeepingPlans(Scope scope, BiFunction<SqlConnection, Events, Uni<T>> work) {
        return inConnection(scope, true, work);
    }

    private <T> Uni<T> inConnection(Scope scope, boolean keepsPlans, BiFunction<SqlConnection, Events, Uni<T>> work) {
        return settling(events -> plain.run(
                scope,
                keepsPlans,
                connection -> work.apply(connection, events),
                connection -> write(connection, events)));
    }

    /** A transaction on Hibernate Reactive that has nothing to tell. */
    public <T> Uni<T> readInSession(Scope scope, Supplier<Uni<T>> work) {
        return Panache.withTransaction(() ->
                Panache.getSession().chain(session -> enter(session, scope).chain(ignored -> work.get())));
    }

    /** A transaction on one connection of the plain client that has nothing to tell. */
    public <T> Uni<T> readInConnection(Scope scope, Function<SqlConnection, Uni<T>> work) {
        return plain.run(scope, work, connection -> Uni.createFrom().voidItem());
    }

    /** The same for statements that have one good plan, as {@link #inConnectionKeepingPlans} has them. */
    public <T> Uni<T> readInConnectionKeepingPlans(Scope scope, Function<SqlConnection, Uni<T>> work) {
        return plain.run(scope, true, work, connection -> Uni.createFrom().voidItem());
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
        if (!events.lastStatements().isEmpty()) {
            throw new IllegalStateException("Hibernate's transactions have no statements of the plain client");
        }
        return events.isEmpty() ? Uni.createFrom().voidItem() : outbox.insert(session, events.rows());
    }

    private Uni<Void> write(SqlConnection connection, Events events) {
        probe.reached(RelayProbe.Point.DECIDED);
        var statements = new ArrayList<Uni<Void>>();
        events.lastStatements().forEach(statement -> statements.add(statement.apply(connection)));
        if (!events.isEmpty()) {
            statements.add(outbox.insert(connection, events.rows()));
        }
        // Subscribed to in this order, each without waiting for the one before: so they are sent.
        return statements.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(statements).andFailFast().replaceWithVoid();
    }

    private static Uni<Void> enter(Mutiny.Session session, Scope scope) {
        return session.createNativeQuery(ENTER, String.class)
                .setParameter(1, scope.value())
                .getSingleResult()
                .replaceWithVoid();
    }
}
