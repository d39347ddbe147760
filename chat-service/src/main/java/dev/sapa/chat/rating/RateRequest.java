package dev.sapa.chat.rating;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What the visitor thought.
 *
 * @param rating 1 (bad) to 5 (good)
 */
record RateRequest(
        @NotNull @Min(1) @Max(5) Integer rating,

        @Nullable @Size(max = 4000) @Pattern(regexp = "[^\\x00]*", flags = Pattern.Flag.DOTALL)
        String feedback) {}
