package dev.sapa.auth.apikey;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.auth.vault.Fingerprint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One secret of an API key: the newest, or the one before it until it expires. */
@Entity
@Table(name = "api_key_secret")
class ApiKeySecret {

    @Id
    private UUID id;

    @Column(name = "company_id")
    private UUID companyId;

    @Column(name = "key_id")
    private String keyId;

    private byte[] hash;
    private byte @Nullable [] sealed;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected ApiKeySecret() {}

    ApiKeySecret(ApiKey key, String secret, byte[] sealed, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.companyId = key.companyId();
        this.keyId = key.id();
        this.hash = Fingerprint.of(secret);
        this.sealed = sealed;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    String keyId() {
        return keyId;
    }

    boolean isLive(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    boolean is(String secret) {
        return Fingerprint.matches(secret, hash);
    }

    /** The secret as the vault keeps it; null for one that is known by its hash only and cannot sign. */
    byte @Nullable [] sealed() {
        return sealed;
    }

    /** Ends it at that time, unless it ends sooner. */
    void expireAt(Instant end) {
        if (expiresAt == null || end.isBefore(expiresAt)) {
            expiresAt = end;
        }
    }

    ApiKeyView.Secret view() {
        return new ApiKeyView.Secret(createdAt, expiresAt);
    }
}
