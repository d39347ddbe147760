package dev.sapa.auth.token;

import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.caller.Caller;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes, rotates and retires signing keys; the replicas agree through the database. */
@ApplicationScoped
class KeyService {

    private static final Logger LOG = Logger.getLogger(KeyService.class);

    private final SigningKeyRepository keys;
    private final KeyRegistry registry;
    private final TokenSettings settings;
    private final EventTransactions transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final Vertx vertx;

    KeyService(
            SigningKeyRepository keys,
            KeyRegistry registry,
            TokenSettings settings,
            EventTransactions transactions,
            AuditLog audit,
            Clock clock,
            Vertx vertx) {
        this.keys = keys;
        this.registry = registry;
        this.settings = settings;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** On the start-up thread, before the first request: an installation without a key gets one. */
    void onStart(@Observes @Priority(10) StartupEvent event) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::ensureKey);
    }

    /** Other replicas' rotations become known here well before their keys sign; the keys at hand do while they cannot. */
    @Scheduled(every = "5s", delayed = "5s")
    Uni<Void> refreshInTime() {
        return refresh()
                .onFailure()
                .invoke(failure -> LOG.warnf("The signing keys could not be read: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> refresh() {
        return transactions
                .readInSession(Scope.everyCompany(), () -> keys.oldestFirst().chain(this::loadAndRetire))
                .replaceWithVoid();
    }

    /** Publishes a new key, which signs after the lead; until its last token expires the old one stays published. */
    Uni<List<KeyView>> rotate(Caller operator) {
        var now = clock.instant();
        return generated(now, now.plus(settings.publishLead()))
                .chain(fresh -> transactions.inSession(operator.scope(), events -> keys.lock()
                        .chain(() -> keys.oldestFirst())
                        .invoke(stored -> {
                            if (registry.load(stored).isRotating(clock.instant())) {
                                throw TokenProblem.rotating();
                            }
                        })
                        .chain(() -> keys.persist(fresh))
                        .chain(() -> audit.add(audit.entry(AuditAction.KEYS_ROTATED)
                                .by(operator.staffId(), operator.address())
                                .saying(fresh.id())))))
                .chain(() -> refresh())
                .map(loaded -> registry.current().published(clock.instant()).stream()
                        .map(key -> new KeyView(key.id(), key.signsFrom()))
                        .toList());
    }

    private Uni<Void> ensureKey() {
        return refresh()
                .chain(() -> registry.current().keys().isEmpty()
                        ? first()
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> first() {
        var now = clock.instant();
        return generated(now, now)
                .chain(fresh -> transactions.readInSession(Scope.everyCompany(), () -> keys.lock()
                        .chain(() -> keys.count())
                        .chain(count -> count == 0
                                ? keys.persist(fresh).replaceWithVoid()
                                : Uni.createFrom().voidItem())))
                .chain(() -> refresh());
    }

    private Uni<SigningKey> generated(Instant now, Instant signsFrom) {
        return vertx.executeBlocking(() -> registry.generate(now, signsFrom), false);
    }

    private Uni<Void> loadAndRetire(List<SigningKey> stored) {
        // A while later than the registry stops using them, so that no replica misses a key it still publishes.
        var retired = registry.load(stored).retired(clock.instant().minus(Duration.ofMinutes(1)));
        return retired.isEmpty()
                ? Uni.createFrom().voidItem()
                : keys.delete("id in ?1", retired.stream().map(KeyPair::id).toList())
                        .replaceWithVoid();
    }
}
