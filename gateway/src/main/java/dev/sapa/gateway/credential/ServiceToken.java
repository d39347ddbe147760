package dev.sapa.gateway.credential;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The token with which the gateway speaks for itself; renewed before it expires. */
@ApplicationScoped
public class ServiceToken {

    private record Held(String token, Instant renewAt) {}

    private final Upstream upstream;
    private final CredentialSettings settings;
    private volatile @Nullable Held held;
    private volatile @Nullable Uni<String> asking;

    ServiceToken(Upstream upstream, CredentialSettings settings) {
        this.upstream = upstream;
        this.settings = settings;
    }

    /** A token that is good for a while yet; fails as {@link Upstream} does, or with the refusal of auth-service. */
    public Uni<String> get() {
        var current = held;
        if (current != null && current.renewAt().isAfter(Instant.now())) {
            return Uni.createFrom().item(current.token());
        }
        var running = asking;
        if (running != null) {
            return running;
        }
        Uni<String> fetching = upstream.call(request())
                .map(Answer::orThrow)
                .map(this::hold)
                .onTermination()
                .invoke(() -> asking = null)
                .memoize()
                .indefinitely();
        asking = fetching;
        return fetching;
    }

    /** Forgets a token that a service refused, so that the next call fetches another. */
    public void forget() {
        held = null;
    }

    private Call request() {
        return Call.post(Service.AUTH, "/oauth/token")
                .form(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", settings.serviceName(),
                        "client_secret", settings.serviceSecret()))
                .asRepeatable();
    }

    private String hold(JsonNode granted) {
        var token = granted.path("access_token").asText();
        var lifetime = granted.path("expires_in").asLong(60);
        long keep = Math.max(1, lifetime - settings.serviceTokenRenewal().toSeconds());
        held = new Held(token, Instant.now().plusSeconds(keep));
        return token;
    }
}
