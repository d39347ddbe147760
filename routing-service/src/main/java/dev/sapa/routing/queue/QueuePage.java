package dev.sapa.routing.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param nextCursor where the next page starts; null on the last one */
record QueuePage(List<WaitingView> items, @Nullable String nextCursor) {}
