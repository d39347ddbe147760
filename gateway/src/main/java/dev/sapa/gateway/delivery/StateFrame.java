package dev.sapa.gateway.delivery;

import dev.sapa.gateway.peer.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The {@code session_update} frame of a conversation's state: written when a first socket is to be told, and the same for
 * all others, of which a waiting conversation may have thousands. Any thread.
 */
final class StateFrame {

    private final Facts facts;
    private volatile @Nullable String text;

    StateFrame(Facts facts) {
        this.facts = facts;
    }

    String text() {
        var known = text;
        if (known == null) {
            known = write(facts);
            text = known;
        }
        return known;
    }

    private static String write(Facts facts) {
        var state = facts.state();
        var data = Frame.data()
                .put("session_id", facts.conversationId().toString())
                .put("status", state.status())
                .put("responder", state.responder());
        if (state.agentId() != null) {
            data.putObject("agent")
                    .put("id", state.agentId().toString())
                    .put("name", state.agentName() == null ? "" : state.agentName());
        }
        return Frame.of("session_update", facts.conversationId(), data.put("version", facts.version()));
    }
}
