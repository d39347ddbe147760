package dev.sapa.gateway.socketio.chat;

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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells chat-service how far the sides were served, a moment later and many at a time. What is lost with this process is
 * served once more.
 */
@ApplicationScoped
class Positions {

    static final String VISITOR = "visitor";
    static final String STAFF = "staff";

    private static final Logger LOG = Logger.getLogger(Positions.class);
    private static final Duration GATHER = Duration.ofMillis(200);
    private static final int BATCH = 500;

    private final Vertx vertx;
    private final Upstream upstream;
    private final ServiceToken serviceToken;
    private final Map<String, ConcurrentMap<UUID, Long>> waiting =
            Map.of(VISITOR, new ConcurrentHashMap<>(), STAFF, new ConcurrentHashMap<>());
    private final AtomicBoolean telling = new AtomicBoolean();

    Positions(Vertx vertx, Upstream upstream, ServiceToken serviceToken) {
        this.vertx = vertx;
        this.upstream = upstream;
        this.serviceToken = serviceToken;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(GATHER.toMillis(), tick -> tellWaiting());
    }

    /** The side has the conversation's messages up to here. Any thread. */
    void served(String side, UUID conversation, long seq) {
        of(side).merge(conversation, seq, Math::max);
    }

    private ConcurrentMap<UUID, Long> of(String side) {
        var positions = waiting.get(side);
        if (positions == null) {
            throw new IllegalArgumentException(side);
        }
        return positions;
    }

    private void tellWaiting() {
        boolean nothing = waiting.values().stream().allMatch(Map::isEmpty);
        if (nothing || !telling.compareAndSet(false, true)) {
            return;
        }
        tell(VISITOR)
                .chain(() -> tell(STAFF))
                .onTermination()
                .invoke(() -> telling.set(false))
                .subscribe()
                .with(told -> {}, failure -> LOG.debugf("Positions could not be told: %s", failure.getMessage()));
    }

    private Uni<Void> tell(String side) {
        var batch = new HashMap<UUID, Long>();
        for (var entry : of(side).entrySet()) {
            if (batch.size() < BATCH) {
                batch.put(entry.getKey(), entry.getValue());
            }
        }
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return serviceToken
                .get()
                .chain(token -> upstream.call(Call.post(Service.CHAT, "/serving/positions")
                        .json(Map.of("side", side, "positions", batch))
                        .bearer(token)
                        .asRepeatable()))
                .invoke(this::forgetRefusedToken)
                .map(Answer::orThrow)
                .invoke(told -> batch.forEach((conversation, seq) -> of(side).remove(conversation, seq)))
                .replaceWithVoid();
    }

    private void forgetRefusedToken(Answer answer) {
        if (answer.status() == 401) {
            serviceToken.forget();
        }
    }
}
