package dev.sapa.chat.access;

import io.smallrye.jwt.auth.principal.UnmatchedTokenKidException;
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
 * @param kid  the key that is said to have signed it
 */
record TokenHeader(@Nullable String type, @Nullable String kid) {

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
            var type = header.getValue("typ") instanceof String text ? text.toLowerCase(Locale.ROOT) : null;
            return new TokenHeader(type, header.getValue("kid") instanceof String text ? text : null);
        } catch (IllegalArgumentException | DecodeException e) {
            return null;
        }
    }

    boolean isOfAccessToken() {
        return ACCESS_TOKEN.equals(type) || (PREFIX + ACCESS_TOKEN).equals(type);
    }

    /** Whether verification failed because the keys could not be fetched, and not because none of them is this one. */
    boolean keyIsOutOfReach(Throwable failure) {
        var unresolved = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnmatchedTokenKidException) {
                return false;
            }
            unresolved |= cause instanceof UnresolvableKeyException;
        }
        return unresolved && kid != null;
    }
}
