package dev.sapa.salesforce.connection;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How a company's Salesforce is to be reached. Secrets that are absent stay what they were.
 *
 * @param issuer   as set on the keyset in Salesforce; the kid where it is absent
 * @param kid      id of the key in Salesforce; the one in the key where it is absent
 * @param jwk      the private RSA key as a JWK, an object or its text; without any a key is made
 * @param audience of identity tokens; the SCRT URL where it is absent
 * @param language as Salesforce names it, {@code en_US} unless given
 * @param fallback {@code queue} unless given
 */
record ConnectionRequest(
        @Nullable Boolean enabled,
        @Nullable @Size(max = 500) String scrtUrl,

        @Nullable @Pattern(regexp = "\\s*00D[0-9A-Za-z]{12}([0-9A-Za-z]{3})?\\s*")
        String orgId,

        @Nullable @Pattern(regexp = "\\s*[A-Za-z][A-Za-z0-9_]{0,79}\\s*")
        String esDeveloperName,

        @Nullable @Size(max = 500) String issuer,
        @Nullable @Size(max = 255) String kid,
        @Nullable JsonNode jwk,
        @Nullable @Size(max = 500) String audience,
        @Nullable @Valid OAuthPart oauth,

        @Nullable @Pattern(regexp = "[a-zA-Z]{2,3}(_[a-zA-Z]{2,4})?")
        String language,

        @Nullable @Pattern(regexp = "queue|wait") String fallback) {

    record OAuthPart(
            @Nullable @Size(max = 500) String tokenUrl,
            @Nullable @Size(max = 500) String clientId,
            @Nullable @Size(max = 1000) String clientSecret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "OAuthPart[" + clientId + "]";
        }
    }

    /** The key as text; null when none is given. */
    @Nullable
    String jwkText() {
        if (jwk == null || jwk.isNull() || (jwk.isTextual() && jwk.asText().isBlank())) {
            return null;
        }
        return jwk.isTextual() ? jwk.asText() : jwk.toString();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ConnectionRequest[" + scrtUrl + "]";
    }
}
