package dev.sapa.auth.company;

import dev.sapa.events.CompanyChanged;
import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.CompanyLimits;
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

    private String languages;

    @Column(name = "retention_days")
    private @Nullable Integer retentionDays;

    @Column(name = "brand_name")
    private @Nullable String brandName;

    @Column(name = "brand_color")
    private @Nullable String brandColor;

    @Column(name = "brand_logo_url")
    private @Nullable String brandLogoUrl;

    @Column(name = "brand_greeting")
    private @Nullable String brandGreeting;

    @Column(name = "messages_per_minute")
    private @Nullable Integer messagesPerMinute;

    @Column(name = "open_conversations")
    private @Nullable Integer openConversations;

    private @Nullable Integer seats;

    @Column(name = "upload_mb_per_day")
    private @Nullable Integer uploadMbPerDay;

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
        this.languages = "id,en";
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
        languages = change.languages() == null ? languages : String.join(",", change.languages());
        retentionDays =
                change.retentionDays() == null ? retentionDays : change.forEver() ? null : change.retentionDays();
        present(change.branding());
        allow(change.limits());
        boolean changed = hostsChanged || !settings().equals(before);
        version += changed ? 1 : 0;
        return changed;
    }

    private void present(@Nullable Branding branding) {
        if (branding != null) {
            brandName = branding.name();
            brandColor = branding.color();
            brandLogoUrl = branding.logoUrl();
            brandGreeting = branding.greeting();
        }
    }

    private void allow(@Nullable CompanyLimits limits) {
        if (limits != null) {
            messagesPerMinute = limits.messagesPerMinute();
            openConversations = limits.openConversations();
            seats = limits.seats();
            uploadMbPerDay = limits.uploadMbPerDay();
        }
    }

    CompanyLimits limits() {
        return new CompanyLimits(messagesPerMinute, openConversations, seats, uploadMbPerDay);
    }

    /** Before it is stored for the first time: the settings it starts with are no change. */
    void startWith(CompanyChange settings) {
        apply(settings, false);
        version = 1;
    }

    CompanyChanged event(List<String> hosts) {
        return new CompanyChanged(
                id, version, slug, name, active, portalAccess, hosts, origins(), timeZone, retentionDays, limits());
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
                languages(),
                retentionDays,
                branding(),
                limits(),
                visitorSecret != null,
                version);
    }

    PublicCompanyView published() {
        return new PublicCompanyView(slug, name, branding(), languages(), timeZone, version);
    }

    private Branding branding() {
        return new Branding(brandName, brandColor, brandLogoUrl, brandGreeting);
    }

    private List<String> languages() {
        return List.of(languages.split(",", -1));
    }

    private List<String> origins() {
        return origins.isEmpty() ? List.of() : origins.lines().toList();
    }

    private record Settings(
            String name,
            boolean active,
            PortalAccess access,
            String origins,
            String timeZone,
            String languages,
            @Nullable Integer retentionDays,
            Branding branding,
            CompanyLimits limits) {}

    private Settings settings() {
        return new Settings(
                name, active, portalAccess, origins, timeZone, languages, retentionDays, branding(), limits());
    }
}
