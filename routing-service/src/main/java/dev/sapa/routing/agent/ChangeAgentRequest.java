package dev.sapa.routing.agent;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is null or absent stays.
 *
 * @param capacity  conversations the agent may have at once by automatic assignment
 * @param languages in which it answers well, as {@code id} or {@code en-GB}; in place of those it had
 * @param skills    what it knows, by the names bots give; in place of those it had
 */
record ChangeAgentRequest(
        @Nullable @Min(0) @Max(1000) Integer capacity,

        @Nullable @Size(max = 20)
        List<@NotNull @Pattern(regexp = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*") @Size(max = 35) String> languages,

        @Nullable @Size(max = 50)
        List<@NotNull @Pattern(regexp = "[^,\\x00]*[^,\\s\\x00][^,\\x00]*") @Size(max = 100) String> skills) {}
