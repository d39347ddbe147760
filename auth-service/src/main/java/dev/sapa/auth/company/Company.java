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
        boolean changed = hostsChanged | rename(change.name()) | admit(change.portalAccess()) | move(change.timeZone());
        changed |= suspend(change.active()) | allow(change.origins());
        if (changed) {
            version++;
        }
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

    private boolean rename(@Nullable String to) {
        boolean changes = to != null && !to.equals(name);
        name = changes ? to : name;
        return changes;
    }

    private boolean suspend(@Nullable Boolean to) {
        boolean changes = to != null && to != active;
        active = changes ? to : active;
        return changes;
    }

    private boolean admit(@Nullable PortalAccess to) {
        boolean changes = to != null && to != portalAccess;
        portalAccess = changes ? to : portalAccess;
        return changes;
    }

    private boolean move(@Nullable String to) {
        boolean changes = to != null && !to.equals(timeZone);
        timeZone = changes ? to : timeZone;
        return changes;
    }

    private boolean allow(@Nullable List<String> to) {
        boolean changes = to != null && !to.equals(origins());
        origins = changes ? String.join("\n", to) : origins;
        return changes;
    }
}
