package dev.sapa.gateway.livechat.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.livechat.NativeObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A message as the seeds list it; what is absent is left out.
 *
 * @param seq        position in the conversation, from 1, without gaps
 * @param senderType {@code customer}, {@code agent}, {@code bot} or {@code system}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MessageItem(
        @Nullable UUID id,
        @Nullable UUID sessionId,
        long seq,
        @Nullable UUID senderId,
        String senderType,
        @Nullable String senderName,
        String message,
        String messageType,
        List<Object> attachments,
        @Nullable String clientMsgId,
        @Nullable String readAt,
        @Nullable String createdAt) {

    /** An attachment that was given as a mere address is kept under this name. */
    public static final String URL = "url";

    public static MessageItem of(NativeObject message) {
        return new MessageItem(
                message.id("id"),
                message.id("conversation_id"),
                message.number("seq"),
                message.id("author_id"),
                senderType(message),
                message.text("author_name"),
                message.said("text"),
                message.said("message_type"),
                attachments(message.json().path("attachments")),
                message.text("client_msg_id"),
                message.text("read_at"),
                message.text("posted_at"));
    }

    /** Who wrote a message, in the seeds' word. */
    public static String senderType(NativeObject message) {
        return side(message.said("author"));
    }

    /** The seeds' word for {@code visitor}, {@code agent}, {@code bot} or {@code system}. */
    public static String side(String side) {
        return side.equals("visitor") ? "customer" : side;
    }

    private static List<Object> attachments(JsonNode attachments) {
        return StreamSupport.stream(attachments.spliterator(), false)
                .<Object>map(attachment -> attachment.size() == 1 && attachment.has(URL)
                        ? attachment.path(URL).asText()
                        : attachment)
                .toList();
    }
}
