package dev.sapa.chat.conversation;

import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.Desk;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is written in a row: constants by their names in lower case, attributes as a JSON object. */
final class Wire {

    private Wire() {}

    static Status status(String text) {
        return Status.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static Responder responder(String text) {
        return Responder.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static Desk desk(String text) {
        return Desk.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static Map<String, String> attributes(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        var attributes = new HashMap<String, String>();
        new JsonObject(json).forEach(entry -> attributes.put(entry.getKey(), String.valueOf(entry.getValue())));
        return attributes;
    }

    static String text(Map<String, String> attributes) {
        return new JsonObject(Map.copyOf(attributes)).encode();
    }

    static Priority priority(String text) {
        return Priority.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
