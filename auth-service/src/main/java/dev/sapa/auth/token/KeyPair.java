package dev.sapa.auth.token;

import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;

/**
 * A key pair ready for use.
 *
 * @param id        the {@code kid} of its tokens
 * @param signsFrom from then on it signs, until a younger one does
 */
record KeyPair(String id, RSAPublicKey publicKey, PrivateKey privateKey, Instant signsFrom) {

    /** Keeps the private key out of logs. */
    @Override
    public String toString() {
        return "KeyPair[" + id + "]";
    }
}
