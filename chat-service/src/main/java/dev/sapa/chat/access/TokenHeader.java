package dev.sapa.chat.access;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of itself, before anything is verified.
 *
 * @param type the member {@code typ}, in lower case
 */
record TokenHeader(@Nullable String type) {

    /** RFC 9068: so that no other token of the same issuer, a refresh token for one, passes as an access token. */
    private static final String ACCESS_TOKEN = "at+jwt";

    private static final String PREFIX = "application/";

    /** Null when this is no token at all. */
    static @Nullable TokenHeader of(String token) {
        var end = token.indexOf('.');
        if (end < 1) {
            return null;
        }
        try {
            var json = new String(Base64.getUrlDecoder().decode(token.substring(0, end)), StandardCharsets.UTF_8);
            var header = new JsonObject(json);
            return new TokenHeader(
                    header.getValue("typ") instanceof String text ? text.toLowerCase(Locale.ROOT) : null);
        } catch (IllegalArgumentException | DecodeException e) {
            return null;
        }
    }

    boolean isOfAccessToken() {
        return ACCESS_TOKEN.equals(type) || (PREFIX + ACCESS_TOKEN).equals(type);
    }

    /** Whether verification failed because no key was found, or none could be fetched. */
    static boolean hasNoKey(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvableKeyException) {
                return true;
            }
        }
        return false;
    }
}
