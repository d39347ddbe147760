package dev.sapa.gateway.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.events.CredentialsRevoked;
import dev.sapa.gateway.credential.ServiceToken;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks auth-service which log-ins ended, while Kafka is silent; so that a socket of one is closed within 5 s even then.
 * While Kafka is well the events say it and nothing is asked.
 */
@ApplicationScoped
class RevocationPoll {

    private static final Logger LOG = Logger.getLogger(RevocationPoll.class);
    private static final int UNAUTHORIZED = 401;

    private final Vertx vertx;
    private final Upstream upstream;
    private final ServiceToken serviceToken;
    private final EventReader events;
    private final StaffEvents staffEvents;
    private final ObjectMapper json;
    private final DeliverySettings settings;
    private final AtomicBoolean asking = new AtomicBoolean();
    /** How far was asked in this silence; null asks for all that can matter. */
    private volatile @Nullable String after;

    RevocationPoll(
            Vertx vertx,
            Upstream upstream,
            ServiceToken serviceToken,
            EventReader events,
            StaffEvents staffEvents,
            ObjectMapper json,
            DeliverySettings settings) {
        this.vertx = vertx;
        this.upstream = upstream;
        this.serviceToken = serviceToken;
        this.events = events;
        this.staffEvents = staffEvents;
        this.json = json;
        this.settings = settings;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(settings.revocationPoll().toMillis(), tick -> askWhenSilent());
    }

    private void askWhenSilent() {
        if (!events.isSilent()) {
            after = null;
        } else if (asking.compareAndSet(false, true)) {
            ask(after == null ? "" : "?after=" + after)
                    .onTermination()
                    .invoke(() -> asking.set(false))
                    .subscribe()
                    .with(
                            asOf -> after = asOf,
                            failure -> LOG.debugf("Revocations could not be asked for: %s", failure.getMessage()));
        }
    }

    /** Reads all pages; answers with what to ask for the next time. */
    private Uni<String> ask(String query) {
        return serviceToken
                .get()
                .chain(token -> upstream.call(Call.get(Service.AUTH, "/revocations" + query)
                        .bearer(token)
                        .within(settings.revocationPoll())))
                .invoke(this::forgetRefusedToken)
                .map(Answer::orThrow)
                .invoke(page -> page.path("items").forEach(this::apply))
                .chain(page -> page.path("next_cursor").isTextual()
                        ? ask("?cursor=" + page.path("next_cursor").asText())
                        : Uni.createFrom().item(page.path("as_of").asText()));
    }

    private void forgetRefusedToken(Answer answer) {
        if (answer.status() == UNAUTHORIZED) {
            serviceToken.forget();
        }
    }

    private void apply(JsonNode item) {
        try {
            staffEvents.revoked(json.treeToValue(item, CredentialsRevoked.class));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A revocation cannot be read", unreadable);
        }
    }
}
