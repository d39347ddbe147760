package dev.sapa.auth.token;

import dev.sapa.auth.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The key set as this replica last read it from the database. Readers on any thread see one whole set or the next; it is
 * replaced, never changed.
 */
@ApplicationScoped
class KeyRegistry {

    private static final String PURPOSE = "signing-key";
    private static final int RSA_BITS = 2048;

    private final Vault vault;
    private final TokenSettings settings;
    private volatile KeySet current;

    KeyRegistry(Vault vault, TokenSettings settings) {
        this.vault = vault;
        this.settings = settings;
        this.current = keySet(List.of());
    }

    KeySet current() {
        return current;
    }

    /** Takes over what is stored. */
    KeySet load(List<SigningKey> stored) {
        var known = current.keys();
        current = keySet(stored.stream()
                .map(key -> known.stream()
                        .filter(pair -> pair.id().equals(key.id()))
                        .findFirst()
                        .orElseGet(() -> opened(key)))
                .toList());
        return current;
    }

    /** A new key pair, to be stored. Takes up to a second of a core. */
    SigningKey generate(Instant now, Instant signsFrom) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            var pair = generator.generateKeyPair();
            return new SigningKey(
                    UUID.randomUUID().toString(),
                    pair.getPublic().getEncoded(),
                    vault.seal(PURPOSE, pair.getPrivate().getEncoded()),
                    now,
                    signsFrom);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeySet keySet(List<KeyPair> keys) {
        return new KeySet(keys, settings.accessDuration().plus(settings.leeway()));
    }

    private KeyPair opened(SigningKey key) {
        try {
            var rsa = KeyFactory.getInstance("RSA");
            return new KeyPair(
                    key.id(),
                    (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(key.publicKey())),
                    rsa.generatePrivate(new PKCS8EncodedKeySpec(vault.open(PURPOSE, key.sealedPrivateKey()))),
                    key.signsFrom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing key " + key.id() + " cannot be read", e);
        }
    }
}
