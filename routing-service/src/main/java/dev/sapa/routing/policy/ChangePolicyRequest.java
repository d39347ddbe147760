package dev.sapa.routing.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to change; null leaves it as it is.
 *
 * @param offerMode    {@code auto} or {@code ask}
 * @param offerSeconds how long an agent may take to answer an offer
 */
record ChangePolicyRequest(
        @Nullable @Pattern(regexp = "auto|ask") String offerMode,
        @Nullable @Min(5) @Max(600) Integer offerSeconds) {}
