package dev.sapa.chat.provider;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as the admin wants it.
 *
 * @param enabled unless it says false
 * @param secrets those that are absent stay as they are
 */
record AccountRequest(
        @NotNull @Pattern(regexp = "[a-z]{1,32}") String channel,

        @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\x00]*")
        String name,

        @Nullable UUID departmentId,
        boolean bot,
        @Nullable Boolean enabled,
        Map<String, @Nullable String> settings,
        Map<String, @Nullable String> secrets) {

    AccountRequest {
        settings = settings == null ? Map.of() : settings;
        secrets = secrets == null ? Map.of() : secrets;
    }
}
