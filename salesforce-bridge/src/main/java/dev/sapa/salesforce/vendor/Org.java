package dev.sapa.salesforce.vendor;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A company's Salesforce as calls need it.
 *
 * @param scrtUrl    base of its chat API, without a slash at the end
 * @param orgId      the first 15 characters of it, which the API wants
 * @param deployment API name of the deployment of type custom client
 * @param issuer     as set on the keyset there
 * @param audience   of identity tokens
 * @param local      whether plain http and hosts of this machine are fine
 */
public record Org(
        UUID companyId,
        String scrtUrl,
        String orgId,
        String deployment,
        String issuer,
        String kid,
        String audience,
        SigningKey key,
        @Nullable OAuth oauth,
        String language,
        boolean local) {

    private static final int ID_LENGTH = 15;

    /** Credentials for the data API. */
    public record OAuth(String tokenUrl, String clientId, String clientSecret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "OAuth[" + clientId + "]";
        }
    }

    public static String shortId(String orgId) {
        return orgId.length() > ID_LENGTH ? orgId.substring(0, ID_LENGTH) : orgId;
    }

    String url(String path) {
        return scrtUrl + path;
    }
}
