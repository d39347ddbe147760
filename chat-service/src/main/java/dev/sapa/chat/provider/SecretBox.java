package dev.sapa.chat.provider;

import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals the secrets of accounts with AES-256-GCM; each account has a key of its own, so that rows cannot be exchanged. */
@ApplicationScoped
class SecretBox {

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final ProviderSettings settings;
    private final SecureRandom random = new SecureRandom();

    SecretBox(ProviderSettings settings) {
        this.settings = settings;
    }

    byte[] seal(UUID account, JsonObject secrets) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var ciphertext = transform(
                Cipher.ENCRYPT_MODE, account, nonce, secrets.toBuffer().getBytes());
        return ByteBuffer.allocate(NONCE_BYTES + ciphertext.length)
                .put(nonce)
                .put(ciphertext)
                .array();
    }

    JsonObject open(UUID account, byte[] sealed) {
        var buffer = ByteBuffer.wrap(sealed);
        var nonce = new byte[NONCE_BYTES];
        var ciphertext = new byte[sealed.length - NONCE_BYTES];
        buffer.get(nonce).get(ciphertext);
        return new JsonObject(
                new String(transform(Cipher.DECRYPT_MODE, account, nonce, ciphertext), StandardCharsets.UTF_8));
    }

    private byte[] transform(int mode, UUID account, byte[] nonce, byte[] input) {
        try {
            var cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, new SecretKeySpec(key(account), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The secrets of channel account " + account + " do not open: was SAPA_KEY_SECRET changed?", e);
        }
    }

    private byte[] key(UUID account) throws GeneralSecurityException {
        var secret = settings.secret().filter(text -> !text.isBlank()).orElseThrow(ProviderProblem::keyMissing);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(("channel-account:" + account).getBytes(StandardCharsets.UTF_8));
    }
}
