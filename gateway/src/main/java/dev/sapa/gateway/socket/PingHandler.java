package dev.sapa.gateway.socket;

import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;

/** {@code ping} gets {@code pong}. */
@ApplicationScoped
class PingHandler implements FrameHandler {

    @Override
    public Set<String> types() {
        return Set.of("ping");
    }

    @Override
    public Uni<Void> handle(Peer peer, Incoming frame) {
        peer.send(Frame.of("pong", Frame.data().put("server_time", Instant.now().toString())));
        return Uni.createFrom().voidItem();
    }
}
