package dev.sapa.gateway.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds the text of the frames that the server sends: {@code {type, success, session_id?, data, error?, code?}}. */
public final class Frame {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Frame() {}

    /** An empty object for a frame's data. */
    public static ObjectNode data() {
        return JSON.objectNode();
    }

    /** A frame that tells something about a conversation. */
    public static String of(String type, UUID conversationId, ObjectNode data) {
        return of(type, conversationId.toString(), data);
    }

    /** A frame that is not about a conversation. */
    public static String of(String type, ObjectNode data) {
        return of(type, (String) null, data);
    }

    private static String of(String type, @Nullable String sessionId, ObjectNode data) {
        var frame = JSON.objectNode().put("type", type).put("success", true);
        if (sessionId != null) {
            frame.put("session_id", sessionId);
        }
        frame.set("data", data);
        return frame.toString();
    }

    /**
     * Something the client asked for was refused.
     *
     * @param sessionId as the client wrote it, if it named one
     * @param code      kebab-case, for programs
     * @param text      for people
     */
    public static String error(@Nullable String sessionId, String code, String text) {
        return refusal("error", sessionId, code, text, JSON.nullNode());
    }

    /** A refusal with more to say than its code. */
    public static String refusal(String type, @Nullable String sessionId, String code, String text, JsonNode data) {
        var frame = JSON.objectNode().put("type", type).put("success", false);
        if (sessionId != null) {
            frame.put("session_id", sessionId);
        }
        frame.set("data", data);
        return frame.put("error", text).put("code", code).toString();
    }
}
