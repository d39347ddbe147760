package dev.sapa.chat.transcript;

import dev.sapa.chat.conversation.MessageView;

/**
 * A transcript as plain text, one paragraph for each message. Further lines of a message are set in, so that none can look
 * like a message of somebody else, and control characters are left out, which a terminal might obey.
 */
final class TextTranscript {

    private TextTranscript() {}

    static String of(Transcript transcript) {
        var conversation = transcript.conversation();
        var text =
                new StringBuilder("Conversation %d: %s\n".formatted(conversation.number(), line(conversation.topic())));
        text.append("Started %s".formatted(conversation.startedAt()));
        if (conversation.endedAt() != null) {
            text.append(", ended %s".formatted(conversation.endedAt()));
        }
        text.append("\n\n");
        transcript.messages().forEach(message -> append(text, message));
        return text.toString();
    }

    private static void append(StringBuilder text, MessageView message) {
        text.append("[%s] %s: ".formatted(message.postedAt(), line(Transcript.speaker(message))))
                .append(paragraph(message.text()))
                .append('\n');
        Transcript.attachments(message).forEach(name -> text.append("    [%s]\n".formatted(line(name))));
    }

    private static String paragraph(String said) {
        return said.lines()
                .map(TextTranscript::line)
                .reduce((a, b) -> a + "\n    " + b)
                .orElse("");
    }

    private static String line(String said) {
        return said.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }
}
