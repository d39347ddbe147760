package dev.sapa.gateway.socketio.engine;

import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.upstream.Trail;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All open sessions of this gateway. Safe for any thread. */
@ApplicationScoped
class EngineSessions {

    private static final Logger LOG = Logger.getLogger(EngineSessions.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final long STALLED_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int ID_BYTES = 18;
    private static final int SLICES = 10;

    /** Shorter than the time between the signal to stop and the end of the server. */
    private static final Duration DRAIN = Duration.ofMillis(1200);

    private final Vertx vertx;
    private final EngineSettings settings;
    private final SessionAcceptor acceptor;
    private final RateLimiter limits;
    private final Counter overflows;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentMap<String, EngineSession> byId = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> byAddress = new ConcurrentHashMap<>();
    private volatile boolean draining;
    private long sweptAt = System.nanoTime();

    EngineSessions(
            Vertx vertx, EngineSettings settings, SessionAcceptor acceptor, RateLimiter limits, MeterRegistry meters) {
        this.vertx = vertx;
        this.settings = settings;
        this.acceptor = acceptor;
        this.limits = limits;
        this.overflows = meters.counter("sapa.gateway.socketio.overflow.closes");
        meters.gaugeMapSize("sapa.gateway.socketio.sockets", Tags.empty(), byId);
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(INTERVAL.toMillis(), tick -> sweep());
    }

    private void sweep() {
        long now = System.nanoTime();
        boolean stalled = now - sweptAt > STALLED_NANOS;
        sweptAt = now;
        for (var session : byId.values()) {
            session.run(() -> {
                if (stalled) {
                    session.excuse(now);
                }
                session.look(now);
            });
        }
    }

    boolean isDraining() {
        return draining;
    }

    /** Whether the client's address holds as many as it may. */
    boolean isFull(Trail trail) {
        return byAddress.getOrDefault(addressOf(trail), 0) >= limits.socketsPerAddress();
    }

    @Nullable
    EngineSession of(String id) {
        return byId.get(id);
    }

    /** A new session; to be called on an event loop, which becomes the session's own. */
    EngineSession open(Trail trail, @Nullable String token) {
        var loop = VertxContext.getRootContext(Vertx.currentContext());
        var session =
                new EngineSession(newId(), vertx, loop, trail, token, settings, this::ended, overflows::increment);
        byId.put(session.id(), session);
        byAddress.merge(addressOf(trail), 1, Integer::sum);
        session.listen(acceptor.accept(session));
        return session;
    }

    private void ended(EngineSession session) {
        if (byId.remove(session.id(), session)) {
            byAddress.computeIfPresent(addressOf(session.trail()), (address, count) -> count > 1 ? count - 1 : null);
        }
    }

    /** The clients connect again by themselves, to another gateway; so not all of them at once. */
    void drain(@Observes ShutdownDelayInitiatedEvent stopping) {
        draining = true;
        var all = List.copyOf(byId.values());
        LOG.infof("%d Socket.IO sessions are sent away", all.size());
        int size = Math.max(1, (all.size() + SLICES - 1) / SLICES);
        for (int slice = 0; slice * size < all.size(); slice++) {
            var some = new ArrayList<>(all.subList(slice * size, Math.min(all.size(), (slice + 1) * size)));
            vertx.setTimer(
                    1 + slice * DRAIN.toMillis() / SLICES,
                    timer -> some.forEach(session -> session.run(session::close)));
        }
    }

    private String newId() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String addressOf(Trail trail) {
        var address = trail.clientAddress();
        return address == null ? "" : address;
    }
}
