package dev.sapa.chat.transcript;

import dev.sapa.chat.conversation.MessageView;

/** A transcript as a page that needs nothing else and runs nothing; what people said is text in it and nothing more. */
final class HtmlTranscript {

    private static final String HEAD = """
            <!doctype html>
            <html>
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%1$s</title>
            <style>
            body { font-family: sans-serif; max-width: 45rem; margin: 2rem auto; line-height: 1.4 }
            .said { white-space: pre-wrap; margin: 0 0 1rem }
            .who { color: #555; font-size: .85rem }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            <p class="who">%2$s</p>
            """;
    private static final String MESSAGE = """
            <div class="who">%s · %s</div>
            <p class="said">%s</p>
            """;
    private static final String ATTACHMENT = """
            <p class="who">[%s]</p>
            """;
    private static final String FOOT = """
            </body>
            </html>
            """;

    private HtmlTranscript() {}

    static String of(Transcript transcript) {
        var conversation = transcript.conversation();
        var title = escaped("Conversation %d: %s".formatted(conversation.number(), conversation.topic()));
        var span = conversation.endedAt() == null
                ? conversation.startedAt().toString()
                : conversation.startedAt() + " – " + conversation.endedAt();
        var html = new StringBuilder(HEAD.formatted(title, span));
        transcript.messages().forEach(message -> append(html, message));
        return html.append(FOOT).toString();
    }

    private static void append(StringBuilder html, MessageView message) {
        html.append(
                MESSAGE.formatted(escaped(Transcript.speaker(message)), message.postedAt(), escaped(message.text())));
        Transcript.attachments(message).forEach(name -> html.append(ATTACHMENT.formatted(escaped(name))));
    }

    /** Every character that means something in HTML, also within quotes, written as what it is. */
    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
