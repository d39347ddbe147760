package dev.sapa.routing.topic;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** @param items all rules of the company, the first that matches decides */
record TopicRulesRequest(@NotNull @Size(max = 500) List<@NotNull @Valid TopicRuleView> items) {}
