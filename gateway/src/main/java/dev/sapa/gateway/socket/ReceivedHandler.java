package dev.sapa.gateway.socket;

import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.signal.Receipts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** {@code received}: messages up to there have reached this client; the other side is told. */
@ApplicationScoped
class ReceivedHandler implements FrameHandler {

    private final Receipts receipts;

    ReceivedHandler(Receipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public Set<String> types() {
        return Set.of("received");
    }

    @Override
    public Uni<Void> handle(Peer peer, Incoming frame) {
        var seq = frame.position("seq");
        if (seq == null) {
            throw new Refusal("invalid-frame", "seq is required");
        }
        receipts.received(Joined.require(peer, frame), seq);
        return Uni.createFrom().voidItem();
    }
}
