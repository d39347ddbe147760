package dev.sapa.routing.policy;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import dev.sapa.routing.policy.Policy.Mode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** The companies' policies; one that never said anything has its conversations assigned at once. */
@ApplicationScoped
public class PolicyService {

    private static final String CHANGE = """
            insert into policy (company_id, offer_mode, offer_seconds)
            values ($1, coalesce($2::text, $4::text), coalesce($3::integer, $5::integer))
            on conflict (company_id) do update
            set offer_mode = coalesce($2, policy.offer_mode), offer_seconds = coalesce($3, policy.offer_seconds)
            """;

    private final EventTransactions transactions;

    PolicyService(EventTransactions transactions) {
        this.transactions = transactions;
    }

    /** The company's policy now. */
    public Uni<Policy> of(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("select offer_mode, offer_seconds from policy where company_id = $1")
                .execute(Tuple.of(company))
                .map(rows -> {
                    for (var row : rows) {
                        return new Policy(
                                Mode.valueOf(row.getString(0).toUpperCase(Locale.ROOT)),
                                Duration.ofSeconds(row.getInteger(1)));
                    }
                    return Policy.DEFAULT;
                });
    }

    Uni<Policy> find(UUID company) {
        return transactions.readInConnection(Scope.of(company), connection -> of(connection, company));
    }

    Uni<Policy> change(UUID company, ChangePolicyRequest request) {
        return transactions.readInConnection(Scope.of(company), connection -> connection
                .preparedQuery(CHANGE)
                .execute(Tuple.of(
                        company,
                        request.offerMode(),
                        request.offerSeconds(),
                        Policy.DEFAULT.mode().name().toLowerCase(Locale.ROOT),
                        (int) Policy.DEFAULT.term().toSeconds()))
                .chain(() -> of(connection, company)));
    }
}
