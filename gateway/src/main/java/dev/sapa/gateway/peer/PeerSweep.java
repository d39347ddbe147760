package dev.sapa.gateway.peer;

import dev.sapa.gateway.credential.CredentialProblem;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Looks at every socket each second: beats, closes the silent and the stuck, and ends those whose token expired. One
 * timer for all, so that an idle socket costs none.
 */
@ApplicationScoped
class PeerSweep {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final long STALLED_NANOS = Duration.ofSeconds(5).toNanos();

    private final Vertx vertx;
    private final PeerRegistry peers;
    private long sweptAt = System.nanoTime();

    PeerSweep(Vertx vertx, PeerRegistry peers) {
        this.vertx = vertx;
        this.peers = peers;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(INTERVAL.toMillis(), tick -> sweep());
    }

    private void sweep() {
        long now = System.nanoTime();
        boolean stalled = now - sweptAt > STALLED_NANOS;
        sweptAt = now;
        for (var peer : peers.all()) {
            if (stalled) {
                // We stood still, not they: what they sent meanwhile has not been read yet.
                peer.heard();
            }
            if (peer.isLookDue(now)) {
                peer.run(() -> look(peer, now));
            }
        }
    }

    private static void look(Peer peer, long now) {
        if (peer.isClosing()) {
            return;
        }
        if (peer.isStuck(now)) {
            peer.overflow();
        } else if (peer.isSilent(now)) {
            peer.close(CloseCode.SILENT, "Nothing was heard for too long");
        } else if (!isExpired(peer)
                && peer.heartbeatDue(now, ThreadLocalRandom.current().nextDouble())) {
            peer.send(heartbeat(peer));
            peer.ping();
        }
    }

    private static boolean isExpired(Peer peer) {
        var staff = peer.staff();
        if (staff == null) {
            return false;
        }
        long left = Peer.millisLeft(staff);
        if (left <= 0) {
            peer.send(Frame.error(null, CredentialProblem.REFUSED, "The token has expired"));
            peer.close(CloseCode.CREDENTIAL, "The token has expired");
            return true;
        }
        if (peer.expiryWarningDue(left)) {
            peer.send(Frame.of(
                    "auth_expiring",
                    Frame.data().put("expires_at", staff.expiresAt().toString()).put("in_ms", left)));
        }
        return false;
    }

    private static String heartbeat(Peer peer) {
        var data = Frame.data().put("server_time", Instant.now().toString());
        var heads = data.putObject("heads");
        for (var following : peer.joined()) {
            heads.put(following.conversationId().toString(), following.head());
        }
        return Frame.of("heartbeat", data);
    }
}
