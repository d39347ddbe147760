package dev.sapa.gateway.socket;

import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.signal.Typing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** {@code customer_typing} and {@code agent_typing}: the side is the socket's own, whichever name is used. */
@ApplicationScoped
class TypingHandler implements FrameHandler {

    private final Typing typing;

    TypingHandler(Typing typing) {
        this.typing = typing;
    }

    @Override
    public Set<String> types() {
        return Set.of("customer_typing", "agent_typing");
    }

    @Override
    public Uni<Void> handle(Peer peer, Incoming frame) {
        var isTyping = frame.data().path("is_typing");
        if (!isTyping.isBoolean() && !isTyping.isMissingNode() && !isTyping.isNull()) {
            throw new Refusal("invalid-frame", "is_typing must be true or false");
        }
        typing.typing(Joined.require(peer, frame), isTyping.asBoolean(false));
        return Uni.createFrom().voidItem();
    }
}
