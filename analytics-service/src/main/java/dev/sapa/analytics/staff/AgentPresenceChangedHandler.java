package dev.sapa.analytics.staff;

import dev.sapa.events.AgentPresenceChanged;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Received;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Follows who is there, as routing tells it. The newest state wins. */
@ApplicationScoped
class AgentPresenceChangedHandler implements EventHandler<AgentPresenceChanged> {

    private static final String STORE = """
            insert into presence (staff_id, company_id, version, declared, live) values ($1, $2, $3, $4, $5)
            on conflict (staff_id) do update
            set version = excluded.version, declared = excluded.declared, live = excluded.live
            where presence.version < excluded.version
            """;

    private final EventTransactions transactions;

    AgentPresenceChangedHandler(EventTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public String type() {
        return AgentPresenceChanged.TYPE;
    }

    @Override
    public Class<AgentPresenceChanged> payload() {
        return AgentPresenceChanged.class;
    }

    @Override
    public Uni<Void> apply(Received<AgentPresenceChanged> event) {
        var presence = event.payload();
        return transactions.readInConnection(Scope.of(presence.companyId()), connection -> store(connection, presence));
    }

    @Override
    public Uni<Void> reconcile(Received<AgentPresenceChanged> event) {
        return apply(event);
    }

    private static Uni<Void> store(SqlConnection connection, AgentPresenceChanged presence) {
        return connection
                .preparedQuery(STORE)
                .execute(Tuple.of(
                        presence.staffId(),
                        presence.companyId(),
                        presence.version(),
                        presence.declared().toString(),
                        presence.live()))
                .replaceWithVoid();
    }
}
