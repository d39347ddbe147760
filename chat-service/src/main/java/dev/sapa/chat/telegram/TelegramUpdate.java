package dev.sapa.chat.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.chat.provider.Incoming;
import dev.sapa.chat.provider.Media;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one update holds, in words of ours. */
final class TelegramUpdate {

    private static final List<String> FILES =
            List.of("document", "audio", "voice", "video", "video_note", "animation", "sticker");
    private static final List<String> OTHERS =
            List.of("location", "contact", "poll", "dice", "venue", "game", "invoice", "story");
    private static final int LINE_AT_MOST = 300;

    private TelegramUpdate() {}

    /** The provider's name of a message, which is one of its chat's. */
    static String idOf(String chat, long message) {
        return "m:" + chat + ":" + message;
    }

    /** Empty for what is none of a customer's words, such as news about members. */
    static Optional<Incoming> of(JsonNode update) {
        if (update.path("message").isObject()) {
            return of(update, update.path("message"), false);
        }
        return update.path("edited_message").isObject()
                ? of(update, update.path("edited_message"), true)
                : Optional.empty();
    }

    private static Optional<Incoming> of(JsonNode update, JsonNode message, boolean isEdit) {
        var chat = message.at("/chat/id");
        if (!chat.isIntegralNumber() || !message.path("message_id").isIntegralNumber()) {
            return Optional.empty();
        }
        var id = idOf(chat.asText(), message.path("message_id").asLong());
        var file = isEdit ? null : file(message);
        var text = message.path("text").asText(message.path("caption").asText(""));
        var isLine = text.isBlank() && file == null;
        return Optional.of(new Incoming(
                isEdit ? "u:" + update.path("update_id").asText() : id,
                chat.asText(),
                name(message),
                null,
                null,
                Instant.ofEpochSecond(
                        message.path("edit_date").asLong(message.path("date").asLong())),
                isLine ? line(message) : text,
                isLine,
                isEdit ? id : null,
                null,
                List.of(),
                file == null ? List.of() : List.of(file)));
    }

    private static @Nullable Media file(JsonNode message) {
        var photos = message.path("photo");
        if (!photos.isEmpty()) {
            var largest = photos.path(photos.size() - 1).path("file_id").asText("");
            return largest.isEmpty() ? null : new Media(largest, null, null);
        }
        for (var type : FILES) {
            var file = message.path(type);
            if (file.hasNonNull("file_id")) {
                var name = file.path("file_name").asText("");
                return new Media(file.path("file_id").asText(), name.isEmpty() ? null : name, null);
            }
        }
        return null;
    }

    private static @Nullable String name(JsonNode message) {
        var name = Stream.of("first_name", "last_name")
                .map(part -> message.path("from").path(part).asText(""))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    /** So that a person can tell what it was. */
    private static String line(JsonNode message) {
        var type = OTHERS.stream().filter(message::has).findFirst().orElse("unknown");
        var line =
                switch (type) {
                    case "location" ->
                        "Location: %s, %s"
                                .formatted(
                                        message.at("/location/latitude").asText("?"),
                                        message.at("/location/longitude").asText("?"));
                    case "contact" ->
                        "Contact: %s %s"
                                .formatted(
                                        message.at("/contact/first_name").asText("?"),
                                        message.at("/contact/phone_number").asText(""));
                    default -> "A message of type " + type;
                };
        var stripped = line.strip();
        return "[" + stripped.substring(0, Math.min(LINE_AT_MOST, stripped.length())) + "]";
    }
}
