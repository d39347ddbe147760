package dev.sapa.gateway.messagecenter.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.messagecenter.WallClock;

/**
 * Something that was said between administrators and an agent.
 *
 * @param sender {@code agent} or {@code admin}
 */
record AdminChatLine(
        long id, long agentId, String text, String sender, String senderName, String time, String createdAt) {

    static AdminChatLine of(JsonNode message, long agent, WallClock clock) {
        var at = message.path("posted_at").asText();
        return new AdminChatLine(
                message.path("number").asLong(),
                agent,
                message.path("text").asText(),
                "agent".equals(message.path("author").asText()) ? "agent" : "admin",
                message.path("author_name").asText(),
                clock.time(at),
                clock.iso(at));
    }
}
