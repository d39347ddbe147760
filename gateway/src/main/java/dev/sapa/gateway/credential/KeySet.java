package dev.sapa.gateway.credential;

import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Auth-service's public keys, fetched without blocking, kept, and fetched again when a token names a key that is not
 * there yet. Key ids are only ever looked up here; nothing in a token decides where a key comes from.
 */
@ApplicationScoped
class KeySet {

    private static final Logger LOG = Logger.getLogger(KeySet.class);

    private record Known(Map<String, Key> keys, Instant fetchedAt) {}

    private final Upstream upstream;
    private final CredentialSettings settings;
    private final Clock clock = Clock.systemUTC();
    private volatile Known known = new Known(Map.of(), Instant.MIN);
    private volatile Instant askedAt = Instant.MIN;
    private volatile @Nullable Uni<Known> asking;

    KeySet(Upstream upstream, CredentialSettings settings) {
        this.upstream = upstream;
        this.settings = settings;
    }

    /**
     * Looks a key up by its id.
     *
     * @return the key, already there or freshly fetched; fails with {@link CredentialProblem#refused} when there is
     *     none, and as {@link Upstream} does when none was ever fetched
     */
    Uni<Key> key(String keyId) {
        var key = known.keys().get(keyId);
        var now = clock.instant();
        if (key != null && known.fetchedAt().plus(settings.keySetAge()).isAfter(now)) {
            return Uni.createFrom().item(key);
        }
        if (askedAt.plus(settings.keySetPause()).isAfter(now)
                && asking == null
                && !known.keys().isEmpty()) {
            return keyIn(known, keyId);
        }
        return fetch().chain(fetched -> keyIn(fetched, keyId));
    }

    private Uni<Key> keyIn(Known set, String keyId) {
        var key = set.keys().get(keyId);
        return key == null
                ? Uni.createFrom().failure(CredentialProblem::refused)
                : Uni.createFrom().item(key);
    }

    private Uni<Known> fetch() {
        var running = asking;
        if (running != null) {
            return running;
        }
        askedAt = clock.instant();
        Uni<Known> fetching = upstream.call(Call.get(Service.AUTH, "/.well-known/jwks.json"))
                .map(this::read)
                .invoke(fetched -> known = fetched)
                .onFailure()
                .recoverWithUni(this::keepOld)
                .onTermination()
                .invoke(() -> asking = null)
                .memoize()
                .indefinitely();
        asking = fetching;
        return fetching;
    }

    /** Old keys stay good while auth-service is away: tokens must keep working. */
    private Uni<Known> keepOld(Throwable failure) {
        LOG.warnf("The key set could not be fetched: %s", failure.getMessage());
        return known.keys().isEmpty()
                ? Uni.createFrom().failure(failure)
                : Uni.createFrom().item(known);
    }

    private Known read(Answer answer) {
        var keys = new HashMap<String, Key>();
        try {
            for (var key : new JsonWebKeySet(answer.orThrow().toString()).getJsonWebKeys()) {
                if (key instanceof RsaJsonWebKey rsa && rsa.getKeyId() != null) {
                    keys.put(rsa.getKeyId(), rsa.getKey());
                }
            }
        } catch (JoseException unreadable) {
            throw new IllegalStateException("The key set is not a JWK set", unreadable);
        }
        return new Known(Map.copyOf(keys), clock.instant());
    }
}
