package dev.sapa.auth.bootstrap;

import dev.sapa.auth.vault.Fingerprint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** Whoever has the token may become the first operator; the token itself is not stored. */
@Entity
@Table(name = "bootstrap_invitation")
class Invitation {

    @Id
    @Column(name = "token_hash")
    private String tokenHash;

    private String email;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Invitation() {}

    Invitation(String token, String email, Instant now, Duration validity) {
        this.tokenHash = hash(token);
        this.email = email;
        this.expiresAt = now.plus(validity);
    }

    static String hash(String token) {
        return HexFormat.of().formatHex(Fingerprint.of(token));
    }

    String email() {
        return email;
    }

    boolean isOpen(Instant now) {
        return now.isBefore(expiresAt);
    }
}
