package dev.sapa.auth.company;

import dev.sapa.events.CompanyChanged;
import dev.sapa.events.CompanyChanged.PortalAccess;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant. Its slug stands for it in requests and never changes. */
@Entity
@Table(name = "company")
class Company {

    @Id
    private UUID id;

    private String slug;
    private String name;
    private boolean active;

    @Enumerated(EnumType.STRING)
    @Column(name = "portal_access")
    private PortalAccess portalAccess;

    @Column(name = "time_zone")
    private String timeZone;

    private String origins;

    @Column(name = "visitor_secret")
    private byte @Nullable [] visitorSecret;

    private long version;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Company() {}

    Company(UUID id, String slug, String name, Instant now) {
        this.id = id;
        this.slug = slug.toLowerCase(Locale.ROOT);
        this.name = name;
        this.active = true;
        this.portalAccess = PortalAccess.STRICT;
        this.timeZone = "UTC";
        this.origins = "";
        this.version = 1;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    String slug() {
        return slug;
    }

    boolean isActive() {
        return active;
    }

    byte @Nullable [] visitorSecret() {
        return visitorSecret;
    }

    /** Signs the tokens of the company's own visitors; nobody else is told, so the version stays. */
    void signVisitorsWith(byte[] sealedSecret) {
        visitorSecret = sealedSecret;
    }

    /** Takes over what the change names. Hosts live beside the company; the caller says whether they changed too. */
    boolean apply(CompanyChange change, boolean hostsChanged) {
        var before = settings();
        name = Objects.requireNonNullElse(change.name(), name);
        active = Objects.requireNonNullElse(change.active(), active);
        portalAccess = Objects.requireNonNullElse(change.portalAccess(), portalAccess);
        origins = change.origins() == null ? origins : String.join("\n", change.origins());
        timeZone = Objects.requireNonNullElse(change.timeZone(), timeZone);
        boolean changed = hostsChanged || !settings().equals(before);
        version += changed ? 1 : 0;
        return changed;
    }

    /** Before it is stored for the first time: the settings it starts with are no change. */
    void startWith(CompanyChange settings) {
        apply(settings, false);
        version = 1;
    }

    CompanyChanged event(List<String> hosts) {
        return new CompanyChanged(id, version, slug, name, active, portalAccess, hosts, origins(), timeZone);
    }

    CompanyView view(List<String> hosts) {
        return new CompanyView(
                id,
                slug,
                name,
                active,
                portalAccess.toString(),
                hosts,
                origins(),
                timeZone,
                visitorSecret != null,
                version);
    }

    private List<String> origins() {
        return origins.isEmpty() ? List.of() : origins.lines().toList();
    }

    private record Settings(String name, boolean active, PortalAccess access, String origins, String timeZone) {}

    private Settings settings() {
        return new Settings(name, active, portalAccess, origins, timeZone);
    }
}
