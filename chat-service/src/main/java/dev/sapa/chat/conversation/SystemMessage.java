package dev.sapa.chat.conversation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.events.Conversation;
import dev.sapa.events.MessagePosted;
import dev.sapa.events.MessagePosted.Author;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that the suite itself says to both sides, at the place that the locked conversation gave it.
 *
 * @param version     the conversation's version with this message
 * @param clientMsgId tells what it is where that matters; null for most
 * @param outside     what of it the visitor is to get who is reached by a provider; null for nothing
 */
record SystemMessage(
        UUID id,
        long number,
        Conversation conversation,
        long version,
        String text,
        @Nullable String clientMsgId,
        @Nullable String outside,
        Instant postedAt) {

    private static final String TYPE = "system";

    static SystemMessage of(
            long number,
            Conversation conversation,
            long version,
            String text,
            @Nullable String clientMsgId,
            @Nullable String outside,
            Instant now) {
        return new SystemMessage(
                UuidCreator.getTimeOrderedEpoch(), number, conversation, version, text, clientMsgId, outside, now);
    }

    UUID companyId() {
        return conversation.companyId();
    }

    UUID conversationId() {
        return conversation.id();
    }

    long seq() {
        return conversation.lastSeq();
    }

    MessagePosted event() {
        return new MessagePosted(
                conversation,
                version,
                id,
                number,
                seq(),
                Author.SYSTEM,
                null,
                null,
                TYPE,
                text,
                List.of(),
                clientMsgId,
                postedAt);
    }
}
