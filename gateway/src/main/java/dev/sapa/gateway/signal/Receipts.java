package dev.sapa.gateway.signal;

import dev.sapa.gateway.peer.FollowRegistry;
import dev.sapa.gateway.peer.Following;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Side;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/**
 * How far messages have reached the other side's screens, by the word of the clients there. Nobody keeps it: a client
 * says it again when somebody joins.
 */
@ApplicationScoped
public class Receipts {

    private static final String KIND = "received";

    private final FollowRegistry follows;
    private final SignalBus bus;

    Receipts(FollowRegistry follows, SignalBus bus) {
        this.follows = follows;
        this.bus = bus;
    }

    /** The socket's client has everything up to here; more than was sent to it is not believed. Its event loop. */
    public void received(Following following, long seq) {
        var reached = Math.min(seq, following.head());
        tell(following.conversationId(), following.side(), reached);
        bus.publish(
                following.conversationId(),
                Frame.data()
                        .put("kind", KIND)
                        .put("side", following.side().name())
                        .put("seq", reached));
    }

    void hear(@Observes Signal signal) {
        if (signal.content().path("kind").asText().equals(KIND)) {
            tell(
                    signal.conversationId(),
                    Side.valueOf(signal.content().path("side").asText()),
                    signal.content().path("seq").asLong());
        }
    }

    private void tell(UUID conversationId, Side side, long seq) {
        var data = Frame.data()
                .put("session_id", conversationId.toString())
                .put("receiver_type", side.wireName())
                .put("seq", seq);
        var frame = Frame.of("received", conversationId, data);
        for (var follower : follows.followersOf(conversationId)) {
            var peer = follower.peer();
            if (follower.joined() && follower.side() != side) {
                peer.run(() -> peer.send(frame));
            }
        }
    }
}
