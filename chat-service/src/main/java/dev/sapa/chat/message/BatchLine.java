package dev.sapa.chat.message;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to post among others.
 *
 * @param token       of its sender
 * @param traceparent W3C Trace Context of what made it
 */
record BatchLine(
        @Nullable UUID conversationId,
        @Nullable String token,
        @Nullable String traceparent,
        @Nullable String text,
        @Nullable String messageType,
        @Nullable String clientMsgId,
        @Nullable List<Map<String, Object>> attachments) {

    PostMessageRequest request() {
        return new PostMessageRequest(text, messageType, clientMsgId, attachments);
    }

    @Override
    public String toString() {
        return "message for " + conversationId; // neither token nor text must get into a log by accident
    }
}
