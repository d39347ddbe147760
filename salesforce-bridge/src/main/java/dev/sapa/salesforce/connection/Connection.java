package dev.sapa.salesforce.connection;

import dev.sapa.salesforce.vendor.Org;
import dev.sapa.salesforce.vendor.SigningKey;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a company's Salesforce is reached.
 *
 * @param audience of identity tokens; null for the SCRT URL
 * @param fallback what becomes of conversations that Salesforce does not take
 * @param version  counts its changes from 1; 0 where the settings of the installation say it
 */
public record Connection(
        UUID companyId,
        boolean enabled,
        String scrtUrl,
        String orgId,
        String esDeveloperName,
        String issuer,
        String kid,
        @Nullable String audience,
        SigningKey key,
        Org.@Nullable OAuth oauth,
        String language,
        Fallback fallback,
        long version) {

    /** What becomes of a conversation that Salesforce does not take. */
    public enum Fallback {
        /** It waits for our own agents. */
        QUEUE,
        /** It waits for Salesforce, however long that takes. */
        WAIT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String LANGUAGE = "en_US";

    Org org(boolean local) {
        return new Org(
                companyId,
                scrtUrl,
                Org.shortId(orgId),
                esDeveloperName,
                issuer,
                kid,
                audience == null ? scrtUrl : audience,
                key,
                oauth,
                language,
                local);
    }
}
