package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What an org makes of an identity token.
 *
 * @param subject whom it vouches for; null when it is not accepted
 * @param name    as the token has it
 * @param why     what is wrong with it; empty when nothing is
 */
record IdentityCheck(@Nullable String subject, String name, String why) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static IdentityCheck of(String token, Org org, Instant now) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return refused("it is no JWT");
        }
        try {
            var header = part(parts[0]);
            var claims = part(parts[1]);
            if (!"RS256".equals(header.path("alg").asText())) {
                return refused("alg is not RS256");
            }
            if (!org.keyId().equals(header.path("kid").asText())) {
                return refused("kid names no key of the org");
            }
            if (!isSigned(parts, org)) {
                return refused("the signature is wrong");
            }
            return judged(claims, org, now);
        } catch (IOException | IllegalArgumentException e) {
            return refused("it is no JWT");
        }
    }

    private static IdentityCheck judged(JsonNode claims, Org org, Instant now) {
        if (!org.issuer().equals(claims.path("iss").asText())) {
            return refused("iss is not the issuer of the org's key");
        }
        if (claims.path("exp").asLong() <= now.getEpochSecond()) {
            return refused("it has expired");
        }
        var subject = claims.path("sub").asText();
        return subject.isEmpty()
                ? refused("it names nobody")
                : new IdentityCheck(subject, claims.path("name").asText("Guest"), "");
    }

    private static boolean isSigned(String[] parts, Org org) {
        try {
            var verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(org.publicKey());
            verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static JsonNode part(String text) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(text));
    }

    private static IdentityCheck refused(String why) {
        return new IdentityCheck(null, "Guest", why);
    }
}
