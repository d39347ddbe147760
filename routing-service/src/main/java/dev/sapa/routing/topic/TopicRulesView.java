package dev.sapa.routing.topic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param nextCursor always null: the list is short and comes whole */
record TopicRulesView(List<TopicRuleView> items, @Nullable String nextCursor) {}
