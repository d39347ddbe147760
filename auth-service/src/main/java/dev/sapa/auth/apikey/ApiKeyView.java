package dev.sapa.auth.apikey;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its company sees it.
 *
 * @param scopes  {@code read}, {@code write} or both
 * @param secrets its secrets, the newest first
 * @param secret  the newest secret itself; only in the answer that made it
 */
record ApiKeyView(
        String id,
        String name,
        String role,
        List<String> scopes,
        boolean active,
        Instant createdAt,
        List<Secret> secrets,
        @Nullable String secret) {

    /**
     * What may be said of a secret.
     *
     * @param expiresAt when it stops working because another took its place; null while it is the newest
     */
    record Secret(Instant createdAt, @Nullable Instant expiresAt) {}

    ApiKeyView showing(String newSecret) {
        return new ApiKeyView(id, name, role, scopes, active, createdAt, secrets, newSecret);
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "ApiKeyView[" + id + "]";
    }
}
