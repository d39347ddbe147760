package dev.sapa.chat.intake;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sapa.chat.conversation.ConversationView;
import java.time.Instant;

/**
 * The visitor's conversation, and what it needs to take part in it.
 *
 * @param expiresAt of the session token
 */
record StartedView(@JsonUnwrapped ConversationView conversation, String sessionToken, Instant expiresAt) {}
