package dev.sapa.gateway.livechat.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of either side.
 *
 * @param messageType  {@code text} unless said; else {@code image}, {@code file} or {@code system}
 * @param attachments  addresses, or objects
 * @param clientMsgId  makes a repeat harmless; at most 64 characters
 * @param sessionToken the visitor's capability, where no header carries it
 */
public record SendMessageRequest(
        @Nullable String sessionId,
        @Nullable String message,
        @Nullable String messageType,
        @Nullable List<JsonNode> attachments,
        @Nullable String clientMsgId,
        @Nullable String sessionToken) {

    private static final Set<String> TYPES = Set.of("text", "image", "file", "system");

    /** Chat-service's message; what is null is not sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Post(
            String text,
            String messageType,
            @Nullable List<Object> attachments,
            @Nullable String clientMsgId) {}

    public UUID conversation() {
        return Field.uuid("session_id", sessionId);
    }

    /** Fails with 400 when something is missing or malformed. */
    public Post post() {
        Field.required("message", message);
        var type = Field.isBlank(messageType) ? "text" : Field.required("message_type", messageType);
        if (!TYPES.contains(type)) {
            throw LivechatProblem.body("message_type must be one of text, image, file, system");
        }
        return new Post(String.valueOf(message), type, attached(), Field.isBlank(clientMsgId) ? null : clientMsgId);
    }

    private @Nullable List<Object> attached() {
        if (attachments == null || attachments.isEmpty()) {
            return null;
        }
        var attached = new ArrayList<>();
        for (var attachment : attachments) {
            if (attachment.isTextual()) {
                attached.add(Map.of(MessageItem.URL, attachment.asText()));
            } else if (attachment.isObject()) {
                attached.add(attachment);
            } else {
                throw LivechatProblem.body("attachments must be a list of addresses or objects");
            }
        }
        return attached;
    }
}
