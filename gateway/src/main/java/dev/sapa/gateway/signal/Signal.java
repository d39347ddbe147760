package dev.sapa.gateway.signal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** Something another gateway tells about a conversation, or about a company whose id stands in that place. */
public record Signal(UUID conversationId, String gateway, JsonNode content) {}
