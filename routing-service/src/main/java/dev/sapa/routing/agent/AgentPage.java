package dev.sapa.routing.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param nextCursor where the next page starts; null on the last one */
record AgentPage(List<AgentView> items, @Nullable String nextCursor) {}
