package dev.sapa.auth.vault;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that nobody can guess. */
public final class RandomToken {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomToken() {}

    /** 256 random bits as 43 characters of base64url. */
    public static String next() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
