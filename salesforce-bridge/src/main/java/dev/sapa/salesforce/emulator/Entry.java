package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a conversation.
 *
 * @param related         the session's record, or for acknowledgements the entry that they are about
 * @param clientTimestamp epoch milliseconds
 */
record Entry(
        UUID identifier,
        String entryType,
        ObjectNode payload,
        Party sender,
        @Nullable String related,
        long clientTimestamp,
        long transcriptedTimestamp) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Entry now(
            UUID identifier, String entryType, ObjectNode payload, Party sender, @Nullable String related, long now) {
        return new Entry(identifier, entryType, payload, sender, related, now, now);
    }

    /** As it stands in the list of entries. */
    ObjectNode listed(boolean payloadAsText) {
        var entry = JsonNodeFactory.instance.objectNode();
        entry.put("identifier", identifier.toString()).put("entryType", entryType);
        if (payloadAsText) {
            entry.put("entryPayload", payload.toString());
        } else {
            entry.set("entryPayload", payload);
        }
        entry.set("sender", sender.json());
        entry.put("senderDisplayName", sender.displayName())
                .put("clientTimestamp", clientTimestamp)
                .put("transcriptedTimestamp", transcriptedTimestamp);
        related(entry);
        return entry;
    }

    /** As a stream tells it. */
    ObjectNode told(UUID channel, UUID conversation) {
        var event = JsonNodeFactory.instance.objectNode();
        event.put("channelPlatformKey", channel.toString())
                .put("channelType", "embedded_messaging")
                .put("channelAddressIdentifier", channel.toString())
                .put("conversationId", conversation.toString());
        var entry = event.putObject("conversationEntry");
        entry.put("senderDisplayName", sender.displayName())
                .put("identifier", identifier.toString())
                .put("entryType", entryType)
                .put("entryPayload", payload.toString());
        entry.set("sender", sender.json());
        entry.putObject("contextParamMap");
        entry.put("visibilityStrategy", "Default").put("transcriptedTimestamp", transcriptedTimestamp);
        related(entry);
        entry.put("clientTimestamp", clientTimestamp).put("clientDuration", 0);
        return event;
    }

    /** The event's name: {@code CONVERSATION_} and the type's words. */
    String eventName() {
        var words = entryType.equals("Message") ? "MESSAGE" : entryType.replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        return "CONVERSATION_" + words.toUpperCase(Locale.ROOT);
    }

    private void related(ObjectNode entry) {
        var records = entry.putArray("relatedRecords");
        if (related != null) {
            records.add(related);
        }
    }

    static Entry of(Row row) {
        return new Entry(
                row.getUUID("identifier"),
                row.getString("entry_type"),
                (ObjectNode) tree(row.getString("payload_text")),
                new Party(
                        row.getString("role"),
                        row.getString("app_type"),
                        row.getString("subject"),
                        row.getString("display_name")),
                row.getString("related_record"),
                row.getLong("client_timestamp"),
                row.getLong("transcripted_at"));
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds JSON only", e);
        }
    }
}
