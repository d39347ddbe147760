package dev.sapa.chat.bot;

import java.util.UUID;

/**
 * Something that a bot is to be told.
 *
 * @param id       of the visitor's message
 * @param attempts this one included
 */
record Delivery(UUID id, UUID companyId, UUID conversationId, long seq, int attempts) {}
