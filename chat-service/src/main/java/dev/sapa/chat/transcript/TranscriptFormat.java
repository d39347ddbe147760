package dev.sapa.chat.transcript;

import jakarta.ws.rs.core.MediaType;
import java.util.Locale;

/** In which form a transcript is handed out. */
enum TranscriptFormat {
    TEXT("txt", MediaType.TEXT_PLAIN + ";charset=UTF-8"),
    JSON("json", MediaType.APPLICATION_JSON),
    HTML("html", MediaType.TEXT_HTML + ";charset=UTF-8");

    private final String ending;
    private final String mediaType;

    TranscriptFormat(String ending, String mediaType) {
        this.ending = ending;
        this.mediaType = mediaType;
    }

    /** Fails with a problem when there is none of that name. */
    static TranscriptFormat of(String name) {
        for (var format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw TranscriptProblem.formatUnknown();
    }

    String mediaType() {
        return mediaType;
    }

    /** As it stands in the answer: text and HTML are written out, JSON is left to the framework. */
    Object written(Transcript transcript) {
        return switch (this) {
            case TEXT -> TextTranscript.of(transcript);
            case HTML -> HtmlTranscript.of(transcript);
            case JSON -> transcript;
        };
    }

    String fileName(Transcript transcript) {
        return "conversation-%d.%s".formatted(transcript.conversation().number(), ending);
    }
}
