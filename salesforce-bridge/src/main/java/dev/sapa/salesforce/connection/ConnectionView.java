package dev.sapa.salesforce.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A company's connection without its secrets.
 *
 * @param hasJwk  whether there is a key; it is never shown
 * @param jwksUrl where its public half is, for Salesforce to fetch
 */
record ConnectionView(
        boolean enabled,
        String scrtUrl,
        String orgId,
        String esDeveloperName,
        String issuer,
        String kid,
        @Nullable String audience,
        boolean hasJwk,
        String jwksUrl,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OAuthView oauth,
        String language,
        String fallback,
        long version) {

    record OAuthView(String tokenUrl, String clientId, boolean hasClientSecret) {}

    static ConnectionView of(Connection connection, String publicUrl) {
        var oauth = connection.oauth();
        return new ConnectionView(
                connection.enabled(),
                connection.scrtUrl(),
                connection.orgId(),
                connection.esDeveloperName(),
                connection.issuer(),
                connection.kid(),
                connection.audience(),
                true,
                publicUrl + "/.well-known/salesforce/" + connection.companyId() + "/jwks.json",
                oauth == null ? null : new OAuthView(oauth.tokenUrl(), oauth.clientId(), true),
                connection.language(),
                connection.fallback().toString(),
                connection.version());
    }
}
