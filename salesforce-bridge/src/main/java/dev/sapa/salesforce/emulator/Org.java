package dev.sapa.salesforce.emulator;

import io.vertx.mutiny.sqlclient.Row;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.UUID;

/**
 * An org that clients may name.
 *
 * @param id             15 characters
 * @param companyId      whose agents answer for it
 * @param company        the same by name
 * @param desk           whether they do, or only the control API plays them
 * @param keyId          of the key whose identity tokens are accepted
 * @param issuer         that those tokens must name
 * @param tokenSecret    signs access tokens
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Org(
        String id,
        UUID companyId,
        String company,
        boolean desk,
        String esDeveloperName,
        UUID channelAddress,
        String keyId,
        String issuer,
        String modulus,
        String exponent,
        byte[] tokenSecret,
        String oauthClientId,
        byte[] oauthSecretHash,
        Switches switches) {

    private static final int ID_LENGTH = 15;

    static String idOf(String text) {
        return text.length() > ID_LENGTH ? text.substring(0, ID_LENGTH) : text;
    }

    /** @throws EmulatedFailure when the numbers are no key */
    PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(modulus), number(exponent)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw EmulatedFailure.badRequest("The org's key is no RSA key");
        }
    }

    static Org of(Row row) {
        return new Org(
                row.getString("org_id"),
                row.getUUID("company_id"),
                row.getString("company"),
                row.getBoolean("desk"),
                row.getString("es_developer_name"),
                row.getUUID("channel_address"),
                row.getString("key_id"),
                row.getString("issuer"),
                row.getString("modulus"),
                row.getString("exponent"),
                row.getBuffer("token_secret").getBytes(),
                row.getString("oauth_client_id"),
                row.getBuffer("oauth_secret_hash").getBytes(),
                Switches.of(row.getString("switches")));
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }
}
