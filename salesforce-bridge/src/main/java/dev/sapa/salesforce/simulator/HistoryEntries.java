package dev.sapa.salesforce.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in the words of the history API: at most five entries, newest first, all of them now.
 *
 * @param endUser the subject that the end user has at Salesforce; null where only the conversation names one
 * @param now     epoch milliseconds, which that API wants as text
 */
record HistoryEntries(JsonNode conversation, @Nullable String endUser, String now) {

    private static final int AT_MOST = 5;
    private static final String BOT = "bot";

    /** Who takes part, without the bots. */
    ArrayNode people() {
        var people = JsonNodeFactory.instance.arrayNode();
        for (var participant : conversation.path("participants")) {
            if (!isBot(participant)) {
                people.add(identity(participant));
            }
        }
        return people;
    }

    ArrayNode participants() {
        var all = JsonNodeFactory.instance.arrayNode();
        for (var participant : conversation.path("participants")) {
            var one = all.addObject();
            one.put("displayName", participant.path("name").asText(isBot(participant) ? "Bot" : "Guest"));
            one.set("participant", identity(participant));
            one.put("joinedTime", now);
            if (isBot(participant)) {
                one.put("leftTime", now);
            }
        }
        return all;
    }

    ArrayNode entries() {
        var messages = conversation.path("messages");
        var entries = JsonNodeFactory.instance.arrayNode();
        for (int index = Math.min(AT_MOST, messages.size()) - 1; index >= 0; index--) {
            entries.add(entry(messages.get(index)));
        }
        return entries;
    }

    private ObjectNode entry(JsonNode message) {
        var id = UUID.randomUUID().toString();
        var entry = JsonNodeFactory.instance.objectNode();
        entry.put("clientTimestamp", now);
        entry.set("sender", identity(message.path("sender").asText().equals(BOT)));
        var payload =
                entry.putObject("entryPayload").put("entryType", "Message").put("id", id);
        var content = payload.putObject("abstractMessage")
                .put("messageType", "StaticContentMessage")
                .put("id", id);
        content.putObject("staticContent")
                .put("formatType", "Text")
                .put("text", message.path("text").asText());
        return entry;
    }

    private ObjectNode identity(boolean bot) {
        for (var participant : conversation.path("participants")) {
            if (isBot(participant) == bot) {
                return identity(participant);
            }
        }
        var unnamed = JsonNodeFactory.instance.objectNode();
        return identity(unnamed.put("type", bot ? BOT : "user").put("id", bot ? "bot" : "customer"));
    }

    private ObjectNode identity(JsonNode participant) {
        var bot = isBot(participant);
        var subject = !bot && endUser != null ? endUser : participant.path("id").asText();
        return JsonNodeFactory.instance
                .objectNode()
                .put("subject", subject)
                .put("role", bot ? "Chatbot" : "EndUser")
                .put("appType", bot ? "custom" : "iamessage");
    }

    private static boolean isBot(JsonNode participant) {
        return participant.path("type").asText().equals(BOT)
                || participant.path("role").asText().equals("Chatbot");
    }
}
