package dev.sapa.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A side has read up to a message. Has no aggregate version: the horizon only ever advances, so the greatest wins.
 *
 * @param reader which side read
 * @param seq    everything up to and including this position is read
 */
public record ConversationRead(
        UUID conversationId, UUID companyId, MessagePosted.Author reader, UUID readerId, long seq, Instant readAt) {

    public static final String TYPE = "sapa.chat.conversation-read.v1";
}
