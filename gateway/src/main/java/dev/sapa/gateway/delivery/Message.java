package dev.sapa.gateway.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.peer.Frame;
import java.util.UUID;

/**
 * A committed message, ready for sockets.
 *
 * @param frame the text of its {@code new_message} frame
 */
public record Message(UUID conversationId, long seq, String frame) {

    /** From the payload of {@code MessagePosted}. */
    static Message ofEvent(UUID conversationId, JsonNode event) {
        return of(conversationId, event, "message_id");
    }

    /** From chat-service's view of a message. */
    public static Message ofView(UUID conversationId, JsonNode view) {
        return of(conversationId, view, "id");
    }

    private static Message of(UUID conversationId, JsonNode message, String idField) {
        long seq = message.path("seq").asLong();
        var data = Frame.data()
                .put("session_id", conversationId.toString())
                .put("message_id", message.path(idField).asText())
                .put("seq", seq)
                .put("message", message.path("text").asText(""))
                .put("sender_type", senderType(message.path("author").asText("")));
        data.set("sender_id", message.path("author_id"));
        copy(message, "author_name", data, "sender_name");
        data.put("message_type", message.path("message_type").asText("text"));
        if (message.path("attachments").size() > 0) {
            data.set("attachments", message.path("attachments"));
        }
        copy(message, "client_msg_id", data, "client_msg_id");
        data.put("timestamp", message.path("posted_at").asText());
        if (data.path("sender_id").isMissingNode()) {
            data.putNull("sender_id");
        }
        return new Message(conversationId, seq, Frame.of("new_message", conversationId, data));
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        if (from.hasNonNull(name)) {
            to.set(as, from.path(name));
        }
    }

    /** The sender as clients name it: visitors are customers. */
    static String senderType(String author) {
        return "visitor".equals(author) ? "customer" : author;
    }
}
