package dev.sapa.auth.apikey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its company sees it.
 *
 * @param key the whole key, {@code id.secret}; only in the answer that created it
 */
record ApiKeyView(
        String id,
        String name,
        String role,
        boolean active,
        Instant createdAt,
        @Nullable String key) {

    ApiKeyView showing(String wholeKey) {
        return new ApiKeyView(id, name, role, active, createdAt, wholeKey);
    }
}
