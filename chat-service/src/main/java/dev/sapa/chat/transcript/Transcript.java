package dev.sapa.chat.transcript;

import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.MessageView;
import java.util.List;

/**
 * A conversation with everything that was said in it.
 *
 * @param messages oldest first
 */
record Transcript(ConversationView conversation, List<MessageView> messages) {

    /** Who said it, as a reader would call them. */
    static String speaker(MessageView message) {
        var name = message.authorName();
        return name == null || name.isBlank() ? message.author() : "%s (%s)".formatted(name, message.author());
    }

    /** A line for each attachment: its name, or where it is. */
    static List<String> attachments(MessageView message) {
        return message.attachments().stream()
                .map(attachment -> {
                    var name = attachment.getOrDefault("name", attachment.get("url"));
                    return name == null ? "attachment" : name.toString();
                })
                .toList();
    }
}
