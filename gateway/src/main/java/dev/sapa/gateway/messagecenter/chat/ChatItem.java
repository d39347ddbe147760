package dev.sapa.gateway.messagecenter.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.messagecenter.WallClock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A chat in the dashboard's list. */
record ChatItem(long id, String name, String channel, boolean online, long unread, String mode, String lastMessageAt) {

    private static final Map<String, String> CHANNELS = Map.of("whatsapp", "WhatsApp");

    /**
     * The customer's panel.
     *
     * @param lastActive {@code Online}, or when something was said last
     */
    record Profile(
            @Nullable String phone,
            @Nullable String email,
            @Nullable String address,
            @JsonProperty("lastActive") String lastActive) {}

    /**
     * A message.
     *
     * @param sender {@code customer} or {@code agent}, which is everybody on the company's side
     * @param status {@code read} once the other side has read it, else {@code sent}
     * @param time   {@code HH:MM}
     */
    record Line(
            long id,
            String text,
            String sender,
            String status,
            String time,
            @Nullable Long agentId) {

        static Line of(JsonNode message, WallClock clock, Map<UUID, Long> numbers) {
            var author = message.path("author_id");
            return new Line(
                    message.path("number").asLong(),
                    message.path("text").asText(),
                    "visitor".equals(message.path("author").asText()) ? "customer" : "agent",
                    message.path("read_at").isTextual() ? "read" : "sent",
                    clock.time(message.path("posted_at").asText()),
                    "agent".equals(message.path("author").asText()) && author.isTextual()
                            ? numbers.get(UUID.fromString(author.asText()))
                            : null);
        }
    }

    /** One chat with all that is shown of it. */
    record Detail(
            long id,
            String name,
            String channel,
            boolean online,
            long unread,
            String mode,
            @Nullable Long assignedAgentId,
            Profile profile,
            List<Line> messages) {}

    static ChatItem of(JsonNode conversation, WallClock clock) {
        return new ChatItem(
                conversation.path("number").asLong(),
                name(conversation.path("visitor")),
                channel(conversation),
                conversation.path("visitor_online").asBoolean(),
                conversation.path("unread").asLong(),
                Mode.of(conversation),
                clock.iso(lastAt(conversation)));
    }

    static Detail detail(JsonNode conversation, List<Line> messages, @Nullable Long assignedAgent, WallClock clock) {
        var visitor = conversation.path("visitor");
        var online = conversation.path("visitor_online").asBoolean();
        return new Detail(
                conversation.path("number").asLong(),
                name(visitor),
                channel(conversation),
                online,
                conversation.path("unread").asLong(),
                Mode.of(conversation),
                assignedAgent,
                new Profile(
                        text(visitor, "phone"),
                        text(visitor, "email"),
                        text(visitor, "address"),
                        online ? "Online" : clock.time(lastAt(conversation))),
                messages);
    }

    private static String lastAt(JsonNode conversation) {
        var posted = conversation.path("last_message").path("posted_at");
        return posted.isTextual()
                ? posted.asText()
                : conversation.path("started_at").asText();
    }

    /** Somebody who has said no name is called by what is known. */
    private static String name(JsonNode visitor) {
        for (var field : List.of("name", "email", "phone")) {
            var text = text(visitor, field);
            if (text != null) {
                return text;
            }
        }
        return "Visitor " + visitor.path("number").asLong();
    }

    private static String channel(JsonNode conversation) {
        var channel = conversation.path("channel").asText();
        var known = CHANNELS.get(channel);
        return known != null || channel.isEmpty()
                ? String.valueOf(known)
                : channel.substring(0, 1).toUpperCase(Locale.ROOT) + channel.substring(1);
    }

    private static @Nullable String text(JsonNode object, String field) {
        var value = object.path(field);
        return value.isTextual() ? value.asText() : null;
    }
}
