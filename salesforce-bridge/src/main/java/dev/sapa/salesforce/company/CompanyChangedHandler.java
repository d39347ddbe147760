package dev.sapa.salesforce.company;

import dev.sapa.events.CompanyChanged;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Received;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Follows which companies there are. The newest state wins. */
@ApplicationScoped
class CompanyChangedHandler implements EventHandler<CompanyChanged> {

    private static final String STORE = """
            insert into company (company_id, version, slug, active) values ($1, $2, $3, $4)
            on conflict (company_id) do update
            set version = excluded.version, slug = excluded.slug, active = excluded.active
            where company.version < excluded.version
            """;

    private final EventTransactions transactions;

    CompanyChangedHandler(EventTransactions transactions) {
        this.transactions = transactions;
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
        return transactions.readInConnection(Scope.of(company.companyId()), connection -> store(connection, company));
    }

    @Override
    public Uni<Void> reconcile(Received<CompanyChanged> event) {
        return apply(event);
    }

    private static Uni<Void> store(SqlConnection connection, CompanyChanged company) {
        return connection
                .preparedQuery(STORE)
                .execute(Tuple.of(company.companyId(), company.version(), company.slug(), company.active()))
                .replaceWithVoid();
    }
}
