package dev.sapa.auth.company;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A company that may vouch for its own visitors.
 *
 * @param visitorSecret what it signs their tokens with; null when it signs none
 */
public record TrustedCompany(
        UUID id, String slug, boolean active, @Nullable String visitorSecret) {

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "TrustedCompany[" + slug + "]";
    }
}
