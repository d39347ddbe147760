package dev.sapa.events;

import java.time.Instant;

/**
 * A visitor opened a conversation.
 *
 * @param version always 1
 */
public record ConversationStarted(Conversation conversation, long version, Instant startedAt) {

    public static final String TYPE = "sapa.chat.conversation-started.v1";
}
