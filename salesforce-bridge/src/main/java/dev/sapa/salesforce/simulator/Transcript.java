package dev.sapa.salesforce.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A conversation as text. */
final class Transcript {

    private static final String BEGINNING = "=== Chatbot Conversation Transcript ===";
    private static final String END = "=== End of Transcript ===";

    private Transcript() {}

    static String of(JsonNode conversation) {
        var lines = StreamSupport.stream(conversation.path("messages").spliterator(), false)
                .map(message -> "[%s] (%s): %s"
                        .formatted(
                                author(conversation, message.path("sender").asText()),
                                message.path("timestamp").asText(),
                                message.path("text").asText()))
                .collect(Collectors.joining("\n"));
        return BEGINNING + "\n\n" + lines + "\n\n" + END;
    }

    private static String author(JsonNode conversation, String sender) {
        for (var participant : conversation.path("participants")) {
            if (participant.path("type").asText().equals(sender) && participant.hasNonNull("name")) {
                return participant.path("name").asText();
            }
        }
        return sender.equals("bot") ? "Bot" : "Customer";
    }
}
