package dev.sapa.analytics;

import dev.sapa.events.CompanyChanged;
import dev.sapa.events.DepartmentChanged;
import dev.sapa.events.StaffChanged;
import dev.sapa.events.StaffChanged.Role;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Received;
import dev.sapa.relay.Scope;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What happens around analytics: other services' events, and looks into the database. */
@ApplicationScoped
public class Scene {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int AT_ONCE = 128;

    private final List<EventHandler<?>> handlers;
    private final EventTransactions transactions;

    Scene(@All List<EventHandler<?>> handlers, EventTransactions transactions) {
        this.handlers = new ArrayList<>(handlers);
        this.transactions = transactions;
    }

    /** Hands over the conversations' events as the relay does: many conversations at once, each in order. */
    public void deliver(List<List<Play.Sent>> conversations) {
        Multi.createFrom()
                .iterable(conversations)
                .onItem()
                .transformToUni(this::inOrder)
                .merge(AT_ONCE)
                .collect()
                .last()
                .await()
                .atMost(PATIENCE);
    }

    private Uni<Void> inOrder(List<Play.Sent> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> hand(event, false))
                .collect()
                .last();
    }

    /** Hands over one event; as the relay does when versions before it did not come, if {@code despiteGap}. */
    public Uni<Void> hand(Play.Sent sent, boolean despiteGap) {
        return handlers.stream()
                .filter(handler -> handler.type().equals(sent.type()))
                .findFirst()
                .map(handler -> apply(handler, sent, despiteGap))
                .orElseThrow();
    }

    public void now(Play.Sent sent, boolean despiteGap) {
        hand(sent, despiteGap).await().atMost(PATIENCE);
    }

    private static <T> Uni<Void> apply(EventHandler<T> handler, Play.Sent sent, boolean despiteGap) {
        var received = new Received<>(
                sent.id(),
                sent.type(),
                sent.conversation(),
                sent.version(),
                sent.company(),
                handler.payload().cast(sent.payload()),
                sent.at());
        return despiteGap ? handler.reconcile(received) : handler.apply(received);
    }

    public void company(UUID company, String timeZone) {
        company(company, 1, timeZone);
    }

    public void company(UUID company, long version, String timeZone) {
        other(
                CompanyChanged.TYPE,
                company,
                company,
                version,
                new CompanyChanged(
                        company,
                        version,
                        "company",
                        "Company",
                        true,
                        CompanyChanged.PortalAccess.OPEN,
                        List.of(),
                        List.of(),
                        timeZone,
                        null));
    }

    public void department(UUID company, UUID department, String name) {
        other(
                DepartmentChanged.TYPE,
                department,
                company,
                1,
                new DepartmentChanged(department, company, 1, name, true));
    }

    public void agent(UUID company, UUID agent, String name) {
        other(
                StaffChanged.TYPE,
                agent,
                company,
                1,
                new StaffChanged(agent, 1, company, 1, name, name, name, Role.AGENT, true, List.of()));
    }

    /** An event of another aggregate than a conversation. */
    public void other(String type, UUID aggregate, UUID company, long version, Object payload) {
        now(new Play.Sent(UUID.randomUUID(), type, aggregate, version, company, payload, Instant.now()), false);
    }

    /** Runs a statement on behalf of every company. */
    public RowSet<Row> sql(String statement, Object... arguments) {
        return transactions
                .readInConnection(
                        Scope.everyCompany(),
                        connection -> connection.preparedQuery(statement).execute(Tuple.from(arguments)))
                .await()
                .atMost(PATIENCE);
    }

    public long count(String statement, Object... arguments) {
        return sql(statement, arguments).iterator().next().getLong(0);
    }
}
