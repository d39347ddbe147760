package dev.sapa.gateway.socket;

import dev.sapa.gateway.delivery.Delivery;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/** {@code read}: the reader's horizon advances; the others are told. */
@ApplicationScoped
class ReadHandler implements FrameHandler {

    private final Upstream upstream;
    private final Delivery delivery;

    ReadHandler(Upstream upstream, Delivery delivery) {
        this.upstream = upstream;
        this.delivery = delivery;
    }

    @Override
    public Set<String> types() {
        return Set.of("read");
    }

    @Override
    public Uni<Void> handle(Peer peer, Incoming frame) {
        var following = Joined.require(peer, frame);
        var seq = frame.position("seq");
        if (seq == null) {
            throw new Refusal("invalid-frame", "seq is required");
        }
        var id = following.conversationId();
        return following
                .token()
                .chain(token -> upstream.call(Call.post(Service.CHAT, "/conversations/" + id + "/read")
                        .json(Map.of("seq", seq))
                        .bearer(token)
                        .asRepeatable()
                        .onBehalfOf(peer.trail().next())))
                .map(Answer::orThrow)
                .emitOn(peer::run)
                .invoke(done -> {
                    following.read(following.side(), seq);
                    delivery.read(id, following.side(), seq);
                })
                .replaceWithVoid();
    }
}
