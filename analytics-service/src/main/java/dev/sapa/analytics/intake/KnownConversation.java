package dev.sapa.analytics.intake;

import dev.sapa.analytics.definition.ConversationFacts;
import java.util.UUID;

/**
 * The facts of a conversation as they are kept.
 *
 * @param version the greatest version in the facts
 */
record KnownConversation(UUID id, UUID companyId, long version, ConversationFacts facts) {}
