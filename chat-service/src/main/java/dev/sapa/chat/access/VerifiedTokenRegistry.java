package dev.sapa.chat.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens whose signature was checked a moment ago: an agent sends the same one with every message, and the check
 * costs more than the message. Thread-safe; when full it starts anew.
 */
@ApplicationScoped
class VerifiedTokenRegistry {

    private final ConcurrentHashMap<String, Verified> verified = new ConcurrentHashMap<>();
    private final AccessSettings settings;
    private final Clock clock;

    VerifiedTokenRegistry(AccessSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    private record Verified(SecurityIdentity identity, Instant until) {}

    @Nullable
    SecurityIdentity find(String token) {
        var known = verified.get(token);
        if (known == null || known.until().isAfter(clock.instant())) {
            return known == null ? null : known.identity();
        }
        verified.remove(token, known);
        return null;
    }

    void remember(String token, SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken jwt) {
            if (verified.size() >= settings.verifiedAtMost()) {
                verified.clear();
            }
            var expiry = Instant.ofEpochSecond(jwt.getExpirationTime());
            var until = clock.instant().plus(settings.verifiedFor());
            verified.put(token, new Verified(identity, expiry.isBefore(until) ? expiry : until));
        }
    }
}
