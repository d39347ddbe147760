package dev.sapa.auth.token;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: the database answers, and there is a key to sign with. */
@Readiness
@ApplicationScoped
class SigningKeyCheck implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KeyRegistry keys;
    private final EventTransactions transactions;
    private final Clock clock;

    SigningKeyCheck(KeyRegistry keys, EventTransactions transactions, Clock clock) {
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return transactions
                .readInConnection(
                        Scope.everyCompany(),
                        connection -> connection.query("select 1").execute())
                .map(answered -> keys.current().signing(clock.instant()).isPresent())
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(false)
                .map(ready -> HealthCheckResponse.named("database and signing key")
                        .status(ready)
                        .build());
    }
}
