package dev.sapa.gateway.peer;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Followings without a socket: they decide without it. */
final class TestFollowing {

    private TestFollowing() {}

    static Following joined(UUID conversationId) {
        return following(conversationId, true);
    }

    static Following unasked(UUID conversationId) {
        return following(conversationId, false);
    }

    private static Following following(UUID conversationId, boolean joined) {
        return new Following(
                unconnected(),
                conversationId,
                Side.AGENT,
                () -> Uni.createFrom().item("token"),
                joined);
    }

    @SuppressWarnings("NullAway")
    private static Peer unconnected() {
        return null;
    }
}
