package dev.sapa.routing.agent;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** @param capacity conversations the agent may have at once by automatic assignment */
record ChangeAgentRequest(@NotNull @Min(0) @Max(1000) Integer capacity) {}
