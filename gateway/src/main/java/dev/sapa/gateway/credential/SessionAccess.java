package dev.sapa.gateway.credential;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Exchanges a bare session id for a short-lived session token where the company's portal is open. Winning tokens are
 * kept for less than they live; refusals are not kept. Safe for any thread.
 */
@ApplicationScoped
public class SessionAccess {

    private static final int MOST = 20_000;

    private record Won(Credential.Session session, Instant until) {}

    private final Upstream upstream;
    private final CredentialSettings settings;
    private final Map<UUID, Won> won = new ConcurrentHashMap<>();

    SessionAccess(Upstream upstream, CredentialSettings settings) {
        this.upstream = upstream;
        this.settings = settings;
    }

    /** A session token for that conversation; fails with 404 when the id does not suffice or is unknown. */
    public Uni<Credential.Session> exchange(UUID conversationId, Trail trail) {
        var known = won.get(conversationId);
        if (known != null && known.until().isAfter(Instant.now())) {
            return Uni.createFrom().item(known.session());
        }
        return upstream.call(Call.post(Service.CHAT, "/conversations/" + conversationId + "/access")
                        .asRepeatable()
                        .onBehalfOf(trail))
                .map(Answer::orThrow)
                .map(granted -> keep(conversationId, granted));
    }

    private Credential.Session keep(UUID conversationId, JsonNode granted) {
        var now = Instant.now();
        if (won.size() >= MOST) {
            won.values().removeIf(entry -> entry.until().isBefore(now));
        }
        var session = new Credential.Session(granted.path("session_token").asText());
        if (won.size() < MOST) {
            won.put(conversationId, new Won(session, now.plus(settings.accessAge())));
        }
        return session;
    }
}
