package dev.sapa.salesforce.vendor;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a conversation there.
 *
 * @param role       whose doing it is: {@code EndUser}, {@code Agent}, {@code Chatbot}, {@code System}, {@code Router} …
 * @param payload    what is particular to its type
 * @param at         when Salesforce wrote it down, in epoch milliseconds; 0 when not said
 */
public record Entry(
        String conversationId,
        String identifier,
        String type,
        String role,
        @Nullable String senderName,
        JsonObject payload,
        long at,
        List<String> relatedRecords) {

    private static final Pattern SESSION = Pattern.compile("0Mw[0-9A-Za-z]{12,15}");

    /**
     * From the data of an event.
     *
     * @throws IllegalArgumentException when it is not the JSON of an entry
     */
    public static Entry ofEvent(String data) {
        try {
            var envelope = new JsonObject(data);
            if (!(envelope.getValue("conversationEntry") instanceof JsonObject entry)) {
                throw new IllegalArgumentException("No conversationEntry");
            }
            return of(String.valueOf(envelope.getValue("conversationId", "")), entry);
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalArgumentException("Not the JSON of an entry", e);
        }
    }

    /**
     * From the list of a conversation's entries.
     *
     * @throws IllegalArgumentException when it is not one
     */
    static Entry ofList(String conversationId, JsonObject entry) {
        try {
            return of(conversationId, entry);
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalArgumentException("Not the JSON of an entry", e);
        }
    }

    /** The id of the messaging session, if the entry names it. */
    public Optional<String> session() {
        var named = payload.getValue("sessionId") instanceof String id ? List.of(id) : relatedRecords;
        return named.stream().filter(id -> SESSION.matcher(id).matches()).findFirst();
    }

    public boolean isOf(String name) {
        return type.equals(name);
    }

    /** The payload is text in events and an object in lists; either may come in both. */
    private static Entry of(String conversationId, JsonObject entry) {
        var payload = entry.getValue("entryPayload");
        var object = payload instanceof JsonObject known
                ? known
                : payload instanceof String text ? new JsonObject(text) : new JsonObject();
        var sender = entry.getValue("sender") instanceof JsonObject known ? known : new JsonObject();
        var related = entry.getValue("relatedRecords") instanceof JsonArray list
                ? list.stream().map(String::valueOf).toList()
                : List.<String>of();
        var identifier = entry.getString("identifier", object.getString("id"));
        var type = entry.getString("entryType", object.getString("entryType"));
        if (identifier == null || type == null) {
            throw new IllegalArgumentException("An entry without identifier or type");
        }
        return new Entry(
                conversationId,
                identifier,
                type,
                sender.getString("role", ""),
                entry.getString("senderDisplayName"),
                object,
                entry.getValue("transcriptedTimestamp") instanceof Number at ? at.longValue() : 0,
                related);
    }
}
