package dev.sapa.salesforce.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/**
 * A token that vouches for an end user.
 *
 * @param claims what it says
 * @param text   in its compact form
 */
record IdentityToken(ObjectNode claims, String text) {

    static final String DEFAULT_SUBJECT = "user123";

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int SHOWN = 50;

    /**
     * Makes one with the key that the settings name.
     *
     * @throws SimulatorFailure saying why that cannot be done
     */
    static IdentityToken make(String jwkPath, String kid, String audience, String subject, Instant now) {
        try {
            var key = IdentityKey.read(jwkPath);
            if (!key.kid().equals(kid)) {
                throw SimulatorFailure.broken("the kid in the JWK is '" + key.kid() + "', but KID is '" + kid
                        + "'; Salesforce would say: The customer identity token or JWT expired");
            }
            return signed(key, kid, audience, subject, now);
        } catch (SimulatorFailure failure) {
            throw SimulatorFailure.broken("Error generating JWT: " + failure.error());
        }
    }

    /** The beginning, which is all that may be shown. */
    String shown() {
        return text.substring(0, Math.min(SHOWN, text.length())) + "...";
    }

    private static IdentityToken signed(IdentityKey key, String kid, String audience, String subject, Instant now) {
        var header = JsonNodeFactory.instance.objectNode();
        header.put("alg", "RS256").put("typ", "JWT").put("kid", kid);
        long second = now.getEpochSecond();
        var claims = JsonNodeFactory.instance.objectNode();
        claims.put("sub", subject)
                .put("aud", audience)
                .put("iss", kid)
                .put("iat", second)
                .put("nbf", second)
                .put("exp", second + LIFE.toSeconds())
                .put("name", "Test User");
        return new IdentityToken(claims, key.sign(header, claims));
    }
}
