package dev.sapa.gateway.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.peer.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A note among staff, ready for their sockets.
 *
 * @param mentions the staff users it calls on
 * @param frame    the text of its {@code note} frame
 */
record Note(List<UUID> mentions, String frame) {

    /** From the payload of {@code NotePosted}. */
    static Note ofEvent(JsonNode event) {
        var conversationId =
                UUID.fromString(event.path("conversation").path("id").asText());
        var data = Frame.data()
                .put("session_id", conversationId.toString())
                .put("note_id", event.path("note_id").asText())
                .put("ordinal", event.path("ordinal").asLong())
                .put("after_seq", event.path("after_seq").asLong())
                .put("author_id", event.path("author_id").asText())
                .put("author_name", event.path("author_name").asText(""))
                .put("text", event.path("text").asText());
        data.set("mentions", event.path("mentions"));
        data.put("timestamp", event.path("posted_at").asText());
        var mentions = new ArrayList<UUID>();
        event.path("mentions").forEach(id -> mentions.add(UUID.fromString(id.asText())));
        return new Note(mentions, Frame.of("note", conversationId, data));
    }
}
