package dev.sapa.gateway.livechat.desk;

import org.jspecify.annotations.Nullable;

/** Which session goes to which agent; both UUIDs are required. */
record AssignRequest(@Nullable String sessionId, @Nullable String agentId) {}
