package dev.sapa.gateway.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A frame from a client.
 *
 * @param sessionId as the client wrote it; null when it named none
 * @param data      an object, empty when the client sent none
 */
record Incoming(String type, @Nullable String sessionId, JsonNode data) {

    /**
     * Reads the text of a frame.
     *
     * @throws Refusal {@code invalid-json} or {@code invalid-frame}
     */
    static Incoming parse(ObjectMapper json, String text) {
        JsonNode frame;
        try {
            frame = json.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new Refusal("invalid-json", "The frame is not JSON");
        }
        var type = frame.path("type");
        var sessionId = frame.path("session_id");
        var data = frame.path("data");
        if (!frame.isObject() || !type.isTextual()) {
            throw new Refusal("invalid-frame", "A frame is an object with a type");
        }
        if (!sessionId.isTextual() && !isAbsent(sessionId)) {
            throw new Refusal("invalid-frame", "session_id must be text");
        }
        if (!data.isObject() && !isAbsent(data)) {
            throw new Refusal("invalid-frame", "data must be an object");
        }
        return new Incoming(
                type.asText(),
                sessionId.isTextual() ? sessionId.asText() : null,
                data.isObject() ? data : JsonNodeFactory.instance.objectNode());
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /** The conversation it names, as the client wrote it; empty when it names none. */
    String conversation() {
        return sessionId == null ? data.path("session_id").asText("") : sessionId;
    }

    /**
     * The conversation it is about.
     *
     * @throws Refusal {@code session-not-found} for what cannot be one, {@code invalid-frame} when none is named
     */
    UUID conversationId() {
        var text = conversation();
        if (text.isEmpty()) {
            throw new Refusal("invalid-frame", "session_id is required");
        }
        try {
            return text.length() == 36 ? UUID.fromString(text) : unknown();
        } catch (IllegalArgumentException notAnId) {
            return unknown();
        }
    }

    private static UUID unknown() {
        throw Refusal.sessionNotFound();
    }

    /**
     * A text field of the data; null when absent.
     *
     * @throws Refusal {@code invalid-frame} when it is something else than text
     */
    @Nullable
    String text(String name) {
        var value = data.path(name);
        if (isAbsent(value)) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Refusal("invalid-frame", name + " must be text");
        }
        return value.asText();
    }

    /**
     * A position in a conversation; null when absent.
     *
     * @throws Refusal {@code invalid-frame} when it is not a whole number from 0
     */
    @Nullable
    Long position(String name) {
        var value = data.path(name);
        if (isAbsent(value)) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new Refusal("invalid-frame", name + " must be a whole number from 0");
        }
        return value.asLong();
    }
}
