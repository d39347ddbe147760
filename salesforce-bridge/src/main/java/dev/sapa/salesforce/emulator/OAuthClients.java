package dev.sapa.salesforce.emulator;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds the org of a connected app. */
@ApplicationScoped
class OAuthClients {

    private final EventTransactions transactions;
    private final Orgs orgs;

    OAuthClients(EventTransactions transactions, Orgs orgs) {
        this.transactions = transactions;
        this.orgs = orgs;
    }

    Uni<Org> find(String client) {
        return transactions
                .readInConnection(Scope.of(List.of()), connection -> connection
                        .preparedQuery("select org_id from emulator_org where oauth_client_id = $1 limit 1")
                        .execute(Tuple.of(client))
                        .map(Ledger::first))
                .chain(row -> {
                    if (row == null) {
                        throw EmulatedFailure.of(401, "invalid_client");
                    }
                    return orgs.find(row.getString("org_id"));
                });
    }
}
