package dev.sapa.routing.company;

import dev.sapa.events.CompanyChanged;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Received;
import dev.sapa.relay.Scope;
import dev.sapa.routing.signal.Signals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Follows which companies are active; nothing is assigned for a suspended one. The newest state wins. */
@ApplicationScoped
class CompanyChangedHandler implements EventHandler<CompanyChanged> {

    private static final String STORE = """
            insert into company (company_id, version, active) values ($1, $2, $3)
            on conflict (company_id) do update set version = excluded.version, active = excluded.active
            where company.version < excluded.version
            """;

    private final EventTransactions transactions;
    private final Signals signals;

    CompanyChangedHandler(EventTransactions transactions, Signals signals) {
        this.transactions = transactions;
        this.signals = signals;
    }

    @Override
    public String type() {
        return CompanyChanged.TYPE;
    }

    @Override
    public Class<CompanyChanged> payload() {
        return CompanyChanged.class;
    }

    @Override
    public Uni<Void> apply(Received<CompanyChanged> event) {
        var company = event.payload();
        return transactions
                .readInConnection(Scope.of(company.companyId()), connection -> store(connection, company))
                .invoke(() -> signals.workMayMove(company.companyId()));
    }

    @Override
    public Uni<Void> reconcile(Received<CompanyChanged> event) {
        return apply(event);
    }

    private static Uni<Void> store(SqlConnection connection, CompanyChanged company) {
        return connection
                .preparedQuery(STORE)
                .execute(Tuple.of(company.companyId(), company.version(), company.active()))
                .replaceWithVoid();
    }
}
