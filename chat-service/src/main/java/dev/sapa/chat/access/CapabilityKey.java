package dev.sapa.chat.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/** A key that signs session tokens. */
@Entity
@Table(name = "capability_key")
class CapabilityKey {

    private static final int KID_BYTES = 4;
    private static final int SECRET_BYTES = 32;

    @Id
    private String kid;

    @Column(nullable = false, updatable = false)
    private byte[] secret;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected CapabilityKey() {}

    CapabilityKey(String kid, byte[] secret, Instant createdAt) {
        this.kid = kid;
        this.secret = secret.clone();
        this.createdAt = createdAt;
    }

    static CapabilityKey random(SecureRandom random, Instant now) {
        var kid = new byte[KID_BYTES];
        random.nextBytes(kid);
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new CapabilityKey(HexFormat.of().formatHex(kid), secret, now);
    }

    String kid() {
        return kid;
    }

    byte[] secret() {
        return secret;
    }

    Instant createdAt() {
        return createdAt;
    }
}
