package dev.sapa.chat.bot;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a company wants of its bot; takes the place of what it wanted before.
 *
 * @param enabled       on unless said otherwise
 * @param channels      where it answers first; {@code web} unless said otherwise
 * @param answerSeconds how long it may take before people answer; 20 unless said otherwise
 */
record WebhookRequest(
        @NotBlank @Size(max = 2000) @Pattern(regexp = NO_NUL)
        String url,

        @Nullable Boolean enabled,

        @Nullable @Size(min = 1, max = 100) @Pattern(regexp = NO_NUL)
        String name,

        @Nullable @Size(max = 20) List<@NotNull @Pattern(regexp = "[a-z][a-z0-9_-]{0,31}") String> channels,
        @Nullable @Min(1) @Max(3600) Integer answerSeconds,

        @Nullable @Size(min = 1, max = 1000) @Pattern(regexp = NO_NUL, flags = Pattern.Flag.DOTALL)
        String handOverText) {

    private static final String NO_NUL = "[^\\x00]*";

    Webhook webhook(UUID company, String secret) {
        return new Webhook(
                company,
                url.strip(),
                secret,
                enabled == null || enabled,
                name == null ? "Bot" : name,
                channels == null ? List.of("web") : channels.stream().distinct().toList(),
                answerSeconds == null ? 20 : answerSeconds,
                handOverText == null ? "One of our people will answer you." : handOverText);
    }
}
