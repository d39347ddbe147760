package dev.sapa.gateway.socketio.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.delivery.Message;
import java.time.Instant;
import java.util.UUID;

/**
 * A committed message as the events of this dialect need it.
 *
 * @param side    {@code customer}, {@code agent}, {@code bot} or {@code system}
 * @param name    of its author; empty when it has none
 * @param context whether it is what a chatbot said when it handed the visitor over
 */
record Said(UUID conversationId, long seq, String side, String name, String text, long second, boolean context) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTEXT = "hand-off:";

    static Said of(Message message) {
        try {
            return of(
                    message.conversationId(),
                    message.seq(),
                    JSON.readTree(message.frame()).path("data"));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("Frames are JSON", unreadable);
        }
    }

    private static Said of(UUID conversation, long seq, JsonNode data) {
        var side = data.path("sender_type").asText();
        return new Said(
                conversation,
                seq,
                side,
                data.path("sender_name").asText(""),
                data.path("message").asText(),
                secondOf(data.path("timestamp").asText()),
                side.equals("system") && data.path("client_msg_id").asText("").startsWith(CONTEXT));
    }

    static long secondOf(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    boolean isOfVisitor() {
        return side.equals("customer");
    }

    String event() {
        return context ? "chatbot_context" : "message";
    }

    /** As an admin hears it of a visitor. */
    JsonNode toAdmin(String visitorName) {
        return context ? handOff().put("user_id", visitorName) : message(visitorName);
    }

    /** As the visitor hears it of the company. */
    JsonNode toVisitor() {
        return context ? handOff() : message(name.isEmpty() ? side : name);
    }

    private ObjectNode handOff() {
        return JsonNodeFactory.instance.objectNode().put("context", text);
    }

    private ObjectNode message(String from) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("from", from)
                .put("content", text)
                .put("timestamp", second);
    }
}
