package dev.sapa.gateway.socket;

import dev.sapa.gateway.peer.Peer;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Does what frames of some types ask for. A type without a handler is refused. */
interface FrameHandler {

    /** The {@code type} of the frames it handles. */
    Set<String> types();

    /**
     * Handles one frame, on the socket's event loop, after the frames before it that are about the same conversation.
     *
     * @return completes when the next one about that conversation may follow; a failure becomes an error frame as
     *     {@link Refusal#of} says
     */
    Uni<Void> handle(Peer peer, Incoming frame);
}
