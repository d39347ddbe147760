package dev.sapa.gateway.messagecenter.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The dashboard's one word for status and responder. */
public final class Mode {

    static final String BOT = "bot";
    static final String AGENT = "agent";
    static final String PAUSED = "paused";
    static final String CLOSED = "closed";
    static final Set<String> ALL = Set.of(BOT, AGENT, PAUSED, CLOSED);

    private static final String NOBODY = "none";

    private Mode() {}

    /** Of chat-service's view of a conversation. */
    public static String of(JsonNode conversation) {
        if (CLOSED.equals(conversation.path("status").asText())) {
            return CLOSED;
        }
        var responder = conversation.path("responder").asText();
        return NOBODY.equals(responder) ? PAUSED : responder;
    }

    /** Chat-service's responder. */
    static String responder(String mode) {
        return PAUSED.equals(mode) ? NOBODY : mode;
    }
}
