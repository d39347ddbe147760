package dev.sapa.gateway.drain;

import dev.sapa.gateway.peer.CloseCode;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.peer.PeerRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * While readiness is down and the process still serves: tells sockets slice by slice to go, and closes each once what
 * it sent is answered.
 */
@ApplicationScoped
class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final Duration LAST_ANSWERS = Duration.ofMillis(100);
    private static final int TRIES = 4;

    private final Vertx vertx;
    private final PeerRegistry peers;
    private final DrainSettings settings;

    Drain(Vertx vertx, PeerRegistry peers, DrainSettings settings) {
        this.vertx = vertx;
        this.peers = peers;
        this.settings = settings;
    }

    void begin(@Observes ShutdownDelayInitiatedEvent stopping) {
        var all = new ArrayList<>(peers.all());
        LOG.infof("%d sockets are sent away", all.size());
        int size = Math.max(1, (all.size() + settings.slices() - 1) / settings.slices());
        long pause = Math.max(1, settings.duration().toMillis() / settings.slices());
        for (int slice = 0; slice * size < all.size(); slice++) {
            var some = all.subList(slice * size, Math.min(all.size(), (slice + 1) * size));
            vertx.setTimer(1 + slice * pause, timer -> sendAway(some));
        }
    }

    private void sendAway(List<Peer> some) {
        for (var peer : some) {
            peer.run(() -> {
                long wait = ThreadLocalRandom.current()
                        .nextLong(settings.reconnectSpread().toMillis() + 1);
                peer.send(Frame.of("goaway", Frame.data().put("reconnect_after_ms", wait)));
                close(peer, TRIES);
            });
        }
    }

    private void close(Peer peer, int triesLeft) {
        if (peer.isIdle() || triesLeft == 0) {
            peer.close(CloseCode.GOING_AWAY, "The gateway stops: reconnect and resume");
        } else {
            vertx.setTimer(LAST_ANSWERS.toMillis(), timer -> peer.run(() -> close(peer, triesLeft - 1)));
        }
    }
}
