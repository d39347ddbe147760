package dev.sapa.chat.serving;

import dev.sapa.chat.conversation.MessageView;
import java.util.UUID;

/**
 * A message that a side has not seen.
 *
 * @param visitorName by what the company knows the visitor
 */
record UnservedMessage(UUID visitorId, String visitorName, MessageView message) {}
