package dev.sapa.gateway.socket;

import dev.sapa.gateway.peer.Following;
import dev.sapa.gateway.peer.Peer;

/** For frames that only make sense in a conversation the socket joined. */
final class Joined {

    private Joined() {}

    /**
     * What the socket joined.
     *
     * @throws Refusal {@code not-joined} when it did not join the frame's conversation
     */
    static Following require(Peer peer, Incoming frame) {
        var following = peer.following(frame.conversationId());
        if (following == null || !following.joined()) {
            throw new Refusal("not-joined", "Join the session first");
        }
        return following;
    }
}
