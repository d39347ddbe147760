package dev.sapa.auth.apikey;

import dev.sapa.auth.vault.Fingerprint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A key of a company's server; its secret is known by hash only. */
@Entity
@Table(name = "api_key")
class ApiKey {

    /** The one role there is: a portal's back end. */
    private static final String PORTAL = "portal";

    @Id
    private String id;

    @Column(name = "company_id")
    private UUID companyId;

    private String name;
    private String role;

    @Column(name = "secret_hash")
    private byte[] secretHash;

    private boolean active;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected ApiKey() {}

    ApiKey(String id, UUID companyId, String name, String secret, Instant now) {
        this.id = id;
        this.companyId = companyId;
        this.name = name;
        this.role = PORTAL;
        this.secretHash = Fingerprint.of(secret);
        this.active = true;
        this.createdAt = now;
    }

    UUID companyId() {
        return companyId;
    }

    /** Whether a caller with this secret is let in. */
    boolean admits(String secret) {
        return Fingerprint.matches(secret, secretHash) && active;
    }

    void revoke() {
        active = false;
    }

    KeyHolder holder() {
        return new KeyHolder(id, companyId, role);
    }

    ApiKeyView view() {
        return new ApiKeyView(id, name, role, active, createdAt, null);
    }
}
