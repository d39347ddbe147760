package dev.sapa.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message was committed to a conversation.
 *
 * @param version     the conversation's version with this message
 * @param number      dense integer of the installation, for clients that need one
 * @param seq         position within the conversation, starting at 1, without gaps
 * @param authorId    the visitor's or staff user's id; null for {@code system}
 * @param authorName  as shown to the other side, if known
 * @param messageType {@code text}, {@code image}, {@code file} or {@code system}
 * @param attachments as the client gave them; empty when there are none
 * @param clientMsgId the sender's own id of the message, if it gave one
 */
public record MessagePosted(
        Conversation conversation,
        long version,
        UUID messageId,
        long number,
        long seq,
        Author author,
        @Nullable UUID authorId,
        @Nullable String authorName,
        String messageType,
        String text,
        List<Map<String, Object>> attachments,
        @Nullable String clientMsgId,
        Instant postedAt) {

    public static final String TYPE = "sapa.chat.message-posted.v1";

    /** Who speaks: the visitor, or for the company an agent, a bot or the suite itself. */
    public enum Author {
        VISITOR,
        AGENT,
        BOT,
        SYSTEM;

        @Override
        public String toString() {
            return Wire.name(this);
        }
    }
}
