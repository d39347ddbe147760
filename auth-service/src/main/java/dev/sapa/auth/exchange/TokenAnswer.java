package dev.sapa.auth.exchange;

import dev.sapa.auth.token.IssuedToken;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the token endpoint (RFC 6749, section 5.1; RFC 8693, section 2.2.1).
 *
 * @param issuedTokenType only for an exchange
 * @param expiresIn       seconds
 */
record TokenAnswer(String accessToken, @Nullable String issuedTokenType, String tokenType, long expiresIn) {

    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    static TokenAnswer granted(IssuedToken token) {
        return new TokenAnswer(token.text(), null, "Bearer", token.lifetime().toSeconds());
    }

    static TokenAnswer exchanged(IssuedToken token) {
        return new TokenAnswer(
                token.text(), ACCESS_TOKEN, "Bearer", token.lifetime().toSeconds());
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "TokenAnswer[" + expiresIn + " s]";
    }
}
