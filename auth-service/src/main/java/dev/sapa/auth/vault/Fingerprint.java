package dev.sapa.auth.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What is stored of a random 256-bit secret: its SHA-256. Not for passwords, which people choose. */
public final class Fingerprint {

    private Fingerprint() {}

    public static byte[] of(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether {@code secret} has this fingerprint; takes the same time whatever differs. */
    public static boolean matches(String secret, byte[] fingerprint) {
        return MessageDigest.isEqual(of(secret), fingerprint);
    }
}
