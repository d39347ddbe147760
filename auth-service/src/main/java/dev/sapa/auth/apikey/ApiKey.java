package dev.sapa.auth.apikey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A key of a company's server; its secrets stand beside it. */
@Entity
@Table(name = "api_key")
class ApiKey {

    @Id
    private String id;

    @Column(name = "company_id")
    private UUID companyId;

    private String name;
    private String role;
    private String scopes;
    private boolean active;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected ApiKey() {}

    ApiKey(String id, UUID companyId, String name, KeyRole role, List<String> scopes, Instant now) {
        this.id = id;
        this.companyId = companyId;
        this.name = name;
        this.role = role.wireName();
        this.scopes = String.join(" ", scopes);
        this.active = true;
        this.createdAt = now;
    }

    String id() {
        return id;
    }

    UUID companyId() {
        return companyId;
    }

    boolean isActive() {
        return active;
    }

    void revoke() {
        active = false;
    }

    KeyHolder holder() {
        return new KeyHolder(id, companyId, name, role, scopes);
    }

    ApiKeyView view(List<ApiKeySecret> secrets) {
        return new ApiKeyView(
                id,
                name,
                role,
                List.of(scopes.split(" ")),
                active,
                createdAt,
                secrets.stream().map(ApiKeySecret::view).toList(),
                null);
    }
}
