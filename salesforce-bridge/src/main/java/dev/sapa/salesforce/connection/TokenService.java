package dev.sapa.salesforce.connection;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import dev.sapa.salesforce.connection.Connection.Fallback;
import dev.sapa.salesforce.vendor.AccessToken;
import dev.sapa.salesforce.vendor.Org;
import dev.sapa.salesforce.vendor.SalesforceClient;
import dev.sapa.salesforce.vendor.VendorFailure;
import dev.sapa.salesforce.vendor.VendorFailure.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gets access tokens for visitors, as seldom as Salesforce wants it over all replicas. */
@ApplicationScoped
public class TokenService {

    private static final String COUNT = """
            insert into token_call (org_id, minute, calls) values ($1, date_trunc('minute', now()), 1)
            on conflict (org_id, minute) do update set calls = token_call.calls + 1 where token_call.calls < $2
            """;

    private final ConnectionService connections;
    private final SalesforceClient salesforce;
    private final EventTransactions transactions;
    private final ConnectionSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    TokenService(
            ConnectionService connections,
            SalesforceClient salesforce,
            EventTransactions transactions,
            ConnectionSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.connections = connections;
        this.salesforce = salesforce;
        this.transactions = transactions;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /** What calls for one visitor need. */
    public record Access(Org org, Fallback fallback, AccessToken token, Instant mintedAt) {

        public boolean isFresh(Instant now) {
            return token.isFresh(now, mintedAt);
        }
    }

    /**
     * A new token; the item is null when the company has no connection. Fails with {@link Kind#REFUSED} when Salesforce does
     * not believe who the visitor is.
     */
    public Uni<@Nullable Access> mint(UUID company, String subject) {
        return connections.reach(company).chain(reach -> {
            if (reach == null) {
                return Uni.createFrom().nullItem();
            }
            return count(reach.org())
                    .chain(() -> salesforce.token(reach.org(), subject))
                    .onFailure(VendorFailure.class)
                    .transform(TokenService::settled)
                    .map(token -> {
                        if (token.isAnonymous()) {
                            throw VendorFailure.of(
                                    Kind.REFUSED, "Salesforce silently took the visitor for nobody known");
                        }
                        return new Access(reach.org(), reach.fallback(), token, clock.instant());
                    });
        });
    }

    private Uni<Void> count(Org org) {
        return transactions
                .readInConnection(Scope.everyCompany(), connection -> count(connection, org))
                .map(allowed -> {
                    if (!allowed) {
                        throw VendorFailure.of(Kind.BUSY, "The org has used up its token calls of this minute");
                    }
                    meters.counter("sapa_salesforce_tokens").increment();
                    return allowed;
                })
                .replaceWithVoid();
    }

    private Uni<Boolean> count(SqlConnection connection, Org org) {
        return connection
                .preparedQuery("delete from token_call where minute < now() - interval '5 minutes'")
                .execute()
                .chain(() -> connection.preparedQuery(COUNT).execute(Tuple.of(org.orgId(), settings.tokenCalls())))
                .map(rows -> rows.rowCount() == 1);
    }

    /** A refused identity token stays refused: what a stale access token is elsewhere, a wrong key is here. */
    private static Throwable settled(Throwable failure) {
        return failure instanceof VendorFailure refused && (refused.kind() == Kind.TOKEN || refused.kind() == Kind.LOST)
                ? VendorFailure.of(Kind.REFUSED, String.valueOf(refused.getMessage()))
                : failure;
    }
}
