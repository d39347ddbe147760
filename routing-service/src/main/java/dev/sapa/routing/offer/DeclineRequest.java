package dev.sapa.routing.offer;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param reason why the agent does not take it, in its own words */
record DeclineRequest(@Nullable @Size(max = 200) String reason) {}
