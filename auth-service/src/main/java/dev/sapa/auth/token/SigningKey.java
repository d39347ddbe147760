package dev.sapa.auth.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key pair as it is stored: the private half sealed. */
@Entity
@Table(name = "signing_key")
class SigningKey {

    @Id
    private String id;

    @Column(name = "public_key")
    private byte[] publicKey;

    @Column(name = "private_key")
    private byte[] privateKey;

    @Column(name = "published_at")
    private Instant publishedAt;

    @Column(name = "signs_from")
    private Instant signsFrom;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected SigningKey() {}

    SigningKey(String id, byte[] publicKey, byte[] sealedPrivateKey, Instant publishedAt, Instant signsFrom) {
        this.id = id;
        this.publicKey = publicKey;
        this.privateKey = sealedPrivateKey;
        this.publishedAt = publishedAt;
        this.signsFrom = signsFrom;
    }

    String id() {
        return id;
    }

    byte[] publicKey() {
        return publicKey;
    }

    byte[] sealedPrivateKey() {
        return privateKey;
    }

    Instant signsFrom() {
        return signsFrom;
    }
}
