package dev.sapa.gateway.signal;

import dev.sapa.gateway.peer.FollowRegistry;
import dev.sapa.gateway.peer.Following;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.peer.PeerSettings;
import dev.sapa.gateway.peer.Side;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Tells the other sockets of a conversation that somebody types; it ends by itself when it is not repeated. */
@ApplicationScoped
public class Typing {

    private static final Duration SWEEP = Duration.ofMillis(500);

    private final Vertx vertx;
    private final FollowRegistry follows;
    private final SignalBus bus;
    private final PeerSettings settings;
    private final ConcurrentMap<Following, Long> until = new ConcurrentHashMap<>();

    Typing(Vertx vertx, FollowRegistry follows, SignalBus bus, PeerSettings settings) {
        this.vertx = vertx;
        this.follows = follows;
        this.bus = bus;
        this.settings = settings;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(SWEEP.toMillis(), tick -> endForgotten());
    }

    private void endForgotten() {
        long now = System.nanoTime();
        until.forEach((following, end) -> {
            if (end - now < 0) {
                typing(following, false);
            }
        });
    }

    /** The socket types, or stopped typing; a stop without a start is told too. Any thread. */
    public void typing(Following following, boolean isTyping) {
        if (isTyping) {
            until.put(following, System.nanoTime() + settings.typing().toNanos());
        } else {
            until.remove(following);
        }
        var side = following.side();
        var userId = following.peer().userId();
        tell(following.conversationId(), side, userId, isTyping, following.peer());
        bus.publish(
                following.conversationId(),
                Frame.data()
                        .put("kind", "typing")
                        .put("side", side.name())
                        .put("user_id", userId)
                        .put("is_typing", isTyping));
    }

    /** The socket is gone or sent its message: it types no more, if it did. */
    public void stop(Following following) {
        if (until.containsKey(following)) {
            typing(following, false);
        }
    }

    void hear(@Observes Signal signal) {
        if (signal.content().path("kind").asText().equals("typing")) {
            tell(
                    signal.conversationId(),
                    Side.valueOf(signal.content().path("side").asText()),
                    signal.content().path("user_id").asText(),
                    signal.content().path("is_typing").asBoolean(),
                    null);
        }
    }

    private void tell(UUID conversationId, Side side, String userId, boolean isTyping, @Nullable Peer except) {
        var data = Frame.data()
                .put("session_id", conversationId.toString())
                .put("sender_type", side.wireName())
                .put("user_id", userId)
                .put("is_typing", isTyping);
        var frame = Frame.of("typing", conversationId, data);
        for (var follower : follows.followersOf(conversationId)) {
            var peer = follower.peer();
            if (follower.joined() && (peer != except || peer.tongue().hearsItselfType())) {
                peer.run(() -> peer.send(frame));
            }
        }
    }
}
