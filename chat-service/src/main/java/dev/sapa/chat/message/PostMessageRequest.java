package dev.sapa.chat.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to post. {@link Draft} checks it.
 *
 * @param messageType {@code text} unless given; {@code system} does not change who the author is
 * @param interject   for those who oversee the company: puts in a word without taking the conversation over
 * @param forVisitor  for staff: what the visitor said in another place, written down as its own words
 * @param clientMsgId makes a repeat harmless: the same id gets the first answer again
 */
record PostMessageRequest(
        @Nullable String text,
        @Nullable String messageType,
        @Nullable String clientMsgId,
        @Nullable List<Map<String, Object>> attachments,
        boolean interject,
        boolean forVisitor) {

    PostMessageRequest(
            @Nullable String text,
            @Nullable String messageType,
            @Nullable String clientMsgId,
            @Nullable List<Map<String, Object>> attachments) {
        this(text, messageType, clientMsgId, attachments, false, false);
    }
}
