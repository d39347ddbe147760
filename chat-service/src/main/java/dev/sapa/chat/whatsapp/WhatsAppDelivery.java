package dev.sapa.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.chat.provider.Incoming;
import dev.sapa.chat.provider.Media;
import dev.sapa.chat.provider.Report;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one call of the webhook holds for one of our numbers, in words of ours. One call may hold several entries, changes
 * and messages.
 *
 * @param number the number's id at the provider
 */
record WhatsAppDelivery(String number, List<Incoming> incoming, List<Report> reports) {

    private static final Set<String> FILES = Set.of("image", "video", "audio", "voice", "document", "sticker");
    private static final Map<String, String> STATES =
            Map.of("sent", "sent", "delivered", "delivered", "read", "read", "played", "read", "failed", "failed");
    private static final int ID_AT_MOST = 255;
    private static final int LINE_AT_MOST = 300;

    /** All that concerns messages, by number, in its order. */
    static List<WhatsAppDelivery> of(JsonNode body, Instant now) {
        var deliveries = new ArrayList<WhatsAppDelivery>();
        for (var entry : body.path("entry")) {
            for (var change : entry.path("changes")) {
                if ("messages".equals(change.path("field").asText())) {
                    deliveries.add(of(change.path("value"), now, new ArrayList<>(), new ArrayList<>()));
                }
            }
        }
        return deliveries;
    }

    private static WhatsAppDelivery of(JsonNode value, Instant now, List<Incoming> incoming, List<Report> reports) {
        for (var message : value.path("messages")) {
            if (isProper(message.path("id")) && isProper(message.path("from"))) {
                incoming.add(incoming(value, message, now));
            }
        }
        for (var status : value.path("statuses")) {
            var state = STATES.get(status.path("status").asText());
            if (isProper(status.path("id")) && state != null) {
                reports.add(report(status, state, now));
            }
        }
        return new WhatsAppDelivery(value.at("/metadata/phone_number_id").asText(), incoming, reports);
    }

    private static Incoming incoming(JsonNode value, JsonNode message, Instant now) {
        var from = message.path("from").asText();
        var type = message.path("type").asText("unknown");
        var isFile = FILES.contains(type) && message.path(type).hasNonNull("id");
        var said = isFile ? message.path(type).path("caption").asText("") : said(type, message);
        return new Incoming(
                message.path("id").asText(),
                from,
                name(value, from),
                "+" + from,
                null,
                time(message.path("timestamp"), now),
                said == null ? line(type, message) : said,
                said == null,
                null,
                null,
                List.of(),
                isFile ? List.of(media(message.path(type))) : List.of());
    }

    private static Media media(JsonNode file) {
        var name = file.path("filename").asText("");
        return new Media(file.path("id").asText(), name.isEmpty() ? null : name, null);
    }

    /** What the customer said itself; null when it did something else. */
    private static @Nullable String said(String type, JsonNode message) {
        var text =
                switch (type) {
                    case "text" -> message.at("/text/body").asText("");
                    case "button" -> message.at("/button/text").asText("");
                    case "interactive" ->
                        message.at("/interactive/button_reply/title")
                                .asText(message.at("/interactive/list_reply/title")
                                        .asText(""));
                    default -> "";
                };
        return text.isBlank() ? null : text;
    }

    /** Anything else, so that a person can tell what it was. */
    private static String line(String type, JsonNode message) {
        var line =
                switch (type) {
                    case "location" ->
                        "Location: %s %s (%s, %s)"
                                .formatted(
                                        message.at("/location/name").asText(""),
                                        message.at("/location/address").asText(""),
                                        message.at("/location/latitude").asText("?"),
                                        message.at("/location/longitude").asText("?"));
                    case "contacts" ->
                        "Contact: %s %s"
                                .formatted(
                                        message.at("/contacts/0/name/formatted_name")
                                                .asText("?"),
                                        message.at("/contacts/0/phones/0/phone").asText(""));
                    case "reaction" ->
                        "Reaction: " + message.at("/reaction/emoji").asText("taken back");
                    case "system" -> message.at("/system/body").asText("system");
                    case "unsupported", "unknown" ->
                        "A message that WhatsApp does not hand on: "
                                + message.at("/errors/0/title").asText("no reason given");
                    default -> "A message of type " + type;
                };
        var stripped = line.replaceAll("\\s+", " ").strip();
        return "[" + stripped.substring(0, Math.min(LINE_AT_MOST, stripped.length())) + "]";
    }

    private static @Nullable String name(JsonNode value, String from) {
        for (var contact : value.path("contacts")) {
            if (from.equals(contact.path("wa_id").asText())) {
                var name = contact.at("/profile/name").asText("");
                return name.isBlank() ? null : name;
            }
        }
        return null;
    }

    private static Report report(JsonNode status, String state, Instant now) {
        var ours = status.path("biz_opaque_callback_data").asText("");
        return new Report(
                status.path("id").asText(),
                ours.isEmpty() ? null : ours,
                state,
                "failed".equals(state)
                        ? WhatsAppErrors.reason(status.at("/errors/0/code").asInt(-1))
                        : null,
                time(status.path("timestamp"), now));
    }

    private static Instant time(JsonNode seconds, Instant now) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds.asText()));
        } catch (NumberFormatException | DateTimeException none) {
            return now;
        }
    }

    private static boolean isProper(JsonNode id) {
        return id.isTextual()
                && !id.asText().isBlank()
                && id.asText().length() <= ID_AT_MOST
                && id.asText().indexOf(0) < 0;
    }
}
