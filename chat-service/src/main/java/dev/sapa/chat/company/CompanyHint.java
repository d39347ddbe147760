package dev.sapa.chat.company;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its company; the first that says anything decides.
 *
 * @param credential the company of the caller's credential
 * @param host       the host name that the browser asked, without port
 * @param slug       the company's name in body or header, in any case
 */
public record CompanyHint(
        @Nullable UUID credential,
        @Nullable String host,
        @Nullable String slug) {

    /** The first host of {@code X-Forwarded-Host}, without its port. */
    public static @Nullable String hostName(@Nullable String forwarded) {
        return forwarded == null ? null : forwarded.split(",", 2)[0].trim().replaceFirst(":\\d+$", "");
    }
}
