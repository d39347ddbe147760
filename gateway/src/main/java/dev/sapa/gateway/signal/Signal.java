package dev.sapa.gateway.signal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** Something another gateway tells about a conversation. */
record Signal(UUID conversationId, String gateway, JsonNode content) {}
