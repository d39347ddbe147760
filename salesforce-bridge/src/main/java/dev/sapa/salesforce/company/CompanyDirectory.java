package dev.sapa.salesforce.company;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds companies by the name they have in requests. */
@ApplicationScoped
public class CompanyDirectory {

    private final EventTransactions transactions;

    CompanyDirectory(EventTransactions transactions) {
        this.transactions = transactions;
    }

    /** An active company's id; the item is null while none of that name is known. */
    public Uni<@Nullable UUID> find(String slug) {
        return transactions.readInConnection(Scope.everyCompany(), connection -> connection
                .preparedQuery("select company_id from company where slug = $1 and active")
                .execute(Tuple.of(slug.toLowerCase(Locale.ROOT)))
                .map(rows ->
                        rows.rowCount() == 0 ? null : rows.iterator().next().getUUID("company_id")));
    }
}
