package dev.sapa.auth.apikey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under an API key's secret. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /**
     * Whether the signature is of that text; takes the same time whatever differs.
     *
     * @param secret as it was shown; an empty one has signed nothing
     */
    static boolean isOf(String text, String secret, byte[] signature) {
        return !secret.isEmpty() && MessageDigest.isEqual(of(text, secret), signature);
    }

    static byte[] of(String text, String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
