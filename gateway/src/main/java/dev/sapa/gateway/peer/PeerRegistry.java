package dev.sapa.gateway.peer;

import dev.sapa.gateway.upstream.Trail;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** All open sockets of this gateway, and how many each client address holds. Safe for any thread. */
@ApplicationScoped
public class PeerRegistry {

    private final ConcurrentMap<String, Peer> byConnection = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final PeerSettings settings;
    private final Counter overflows;

    PeerRegistry(PeerSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.overflows = meters.counter("sapa.gateway.overflow.closes");
        meters.gaugeMapSize("sapa.gateway.sockets", Tags.empty(), byConnection);
    }

    /** Takes a new socket in; to be called on its event loop. */
    public Peer open(WebSocketConnection connection, Trail trail, @Nullable String sessionToken, Tongue tongue) {
        var loop = VertxContext.getRootContext(Vertx.currentContext());
        var peer = new Peer(
                UUID.randomUUID(), connection, loop, trail, settings, overflows::increment, sessionToken, tongue);
        byConnection.put(connection.id(), peer);
        byAddress.merge(addressOf(peer), 1, Integer::sum);
        return peer;
    }

    public @Nullable Peer of(WebSocketConnection connection) {
        return byConnection.get(connection.id());
    }

    /** Forgets a socket that was closed; null when it is forgotten already. */
    public @Nullable Peer closed(WebSocketConnection connection) {
        var peer = byConnection.remove(connection.id());
        if (peer != null) {
            peer.gone();
            byAddress.computeIfPresent(addressOf(peer), (address, count) -> count > 1 ? count - 1 : null);
        }
        return peer;
    }

    /** How many sockets the peer's client address holds, this one included. */
    public int openFromSameAddress(Peer peer) {
        return byAddress.getOrDefault(addressOf(peer), 0);
    }

    public Collection<Peer> all() {
        return byConnection.values();
    }

    private static String addressOf(Peer peer) {
        var address = peer.trail().clientAddress();
        return address == null ? "" : address;
    }
}
