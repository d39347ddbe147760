package dev.sapa.routing.topic;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * One rule of a company's ordered list.
 *
 * @param keyword what must stand in the topic, upper and lower case alike
 */
public record TopicRuleView(
        @NotBlank @Size(max = 200) String keyword, @NotNull UUID departmentId) {}
