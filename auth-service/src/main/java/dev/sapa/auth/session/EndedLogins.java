package dev.sapa.auth.session;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses access tokens of log-ins that have ended; here, at the owner, from the very moment they end. */
@ApplicationScoped
class EndedLogins implements SecurityIdentityAugmentor {

    private static final String OPEN = "select 1 from login_session where id = $1 and ended_at is null";

    private final EventTransactions transactions;

    EndedLogins(EventTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.getPrincipal() instanceof JsonWebToken token && token.containsClaim("sid")) {
            return transactions
                    .readInConnection(Scope.everyCompany(), connection -> connection
                            .preparedQuery(OPEN)
                            .execute(Tuple.of(UUID.fromString(token.getClaim("sid")))))
                    .map(open -> {
                        if (open.size() == 0) {
                            throw new AuthenticationFailedException("The log-in has ended");
                        }
                        return identity;
                    });
        }
        return Uni.createFrom().item(identity);
    }
}
