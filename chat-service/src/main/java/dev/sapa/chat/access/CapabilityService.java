package dev.sapa.chat.access;

import dev.sapa.chat.chore.Chores;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Gives and recognises the visitors' capabilities. */
@ApplicationScoped
public class CapabilityService {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final CapabilityKeyRepository repository;
    private final CapabilityKeyRegistry keys;
    private final EventTransactions transactions;
    private final AccessSettings settings;
    private final Clock clock;
    private final AtomicLong lastRefresh = new AtomicLong(Long.MIN_VALUE);

    CapabilityService(
            CapabilityKeyRepository repository,
            CapabilityKeyRegistry keys,
            EventTransactions transactions,
            AccessSettings settings,
            Clock clock) {
        this.repository = repository;
        this.keys = keys;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Chores chores) {
        chores.every(settings.keyRefresh(), "read the capability keys", this::read);
    }

    /** A session token for the whole life of a conversation. */
    public Uni<SessionToken> grant(UUID conversation, UUID company, UUID visitor) {
        return sign(conversation, company, visitor, settings.sessionTokenLife());
    }

    /** A session token for the next moments, for a caller who has shown nothing but the conversation's id. */
    public Uni<SessionToken> grantShortly(UUID conversation, UUID company, UUID visitor) {
        return sign(conversation, company, visitor, settings.openAccessLife());
    }

    /** The capability in a token; the item is null when the token is forged, expired or not one of ours. */
    Uni<@Nullable Capability> verify(String token) {
        var kid = SessionToken.kid(token);
        if (kid == null) {
            return Uni.createFrom().nullItem();
        }
        var key = keys.byKid(kid);
        if (key != null || !mayRefresh()) {
            return Uni.createFrom().item(verified(token, key));
        }
        return read().map(ignored -> verified(token, keys.byKid(kid)));
    }

    /** Makes a new signing key; tokens of the one before stay good, those of older keys do not. */
    Uni<String> rotate() {
        var fresh = CapabilityKey.random(RANDOM, clock.instant());
        return transactions
                .readInSession(Scope.everyCompany(), () -> repository
                        .newestFirst()
                        .chain(known -> repository.forget(allButNewest(known)))
                        .chain(() -> repository.persist(fresh)))
                .chain(this::read)
                .replaceWith(fresh.kid());
    }

    private static List<String> allButNewest(List<CapabilityKey> newestFirst) {
        return newestFirst.stream().skip(1).map(CapabilityKey::kid).toList();
    }

    private Uni<SessionToken> sign(UUID conversation, UUID company, UUID visitor, Duration life) {
        var expiresAt = clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
        var capability = new Capability(conversation, company, visitor, expiresAt);
        var key = keys.signing();
        return key != null
                ? Uni.createFrom().item(SessionToken.of(capability, key))
                : read().map(ignored -> SessionToken.of(capability, requireSigning()));
    }

    private CapabilityKey requireSigning() {
        var key = keys.signing();
        if (key == null) {
            throw new IllegalStateException("There is no capability key; the migration creates the first one");
        }
        return key;
    }

    private @Nullable Capability verified(String token, @Nullable CapabilityKey key) {
        var capability = key == null ? null : SessionToken.verified(token, key);
        return capability != null && capability.expiresAt().isAfter(clock.instant()) ? capability : null;
    }

    private boolean mayRefresh() {
        var now = System.nanoTime();
        var last = lastRefresh.get();
        return (last == Long.MIN_VALUE
                        || now - last > settings.keyRefreshPause().toNanos())
                && lastRefresh.compareAndSet(last, now);
    }

    private Uni<Void> read() {
        return transactions
                .readInSession(Scope.everyCompany(), repository::newestFirst)
                .invoke(keys::replace)
                .replaceWithVoid();
    }
}
