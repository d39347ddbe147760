package dev.sapa.chat.company;

import dev.sapa.events.CompanyChanged;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A company as auth-service last described it. */
@Entity
@Table(name = "company")
class Company {

    @Id
    private UUID id;

    private long version;

    @Column(nullable = false)
    private String slug;

    private boolean active;

    @Column(nullable = false)
    private String portalAccess;

    /** Separated by blanks, lower case. */
    @Column(nullable = false)
    private String hosts;

    @Column(name = "retention_days")
    private @Nullable Integer retentionDays;

    @Column(name = "messages_per_minute")
    private @Nullable Integer messagesPerMinute;

    @Column(name = "open_conversations")
    private @Nullable Integer openConversations;

    @Column(name = "upload_mb_per_day")
    private @Nullable Integer uploadMbPerDay;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Company() {}

    @SuppressWarnings("NullAway.Init") // apply sets the rest
    Company(UUID id) {
        this.id = id;
    }

    void apply(CompanyChanged change) {
        version = change.version();
        slug = change.slug().toLowerCase(Locale.ROOT);
        active = change.active();
        portalAccess = change.portalAccess().toString();
        hosts = String.join(" ", change.hosts()).toLowerCase(Locale.ROOT);
        retentionDays = change.retentionDays();
        messagesPerMinute = change.limits().messagesPerMinute();
        openConversations = change.limits().openConversations();
        uploadMbPerDay = change.limits().uploadMbPerDay();
    }

    long version() {
        return version;
    }

    KnownCompany known() {
        return new KnownCompany(
                id, active, CompanyChanged.PortalAccess.OPEN.toString().equals(portalAccess));
    }
}
