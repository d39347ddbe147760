package dev.sapa.auth.session;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.events.CredentialsRevoked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One log-in of a staff user: the family of its refresh tokens and the {@code sid} of its access tokens. */
@Entity
@Table(name = "login_session")
class LoginSession {

    @Id
    private UUID id;

    @Column(name = "company_id")
    private UUID companyId;

    @Column(name = "staff_id")
    private UUID staffId;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "address")
    private @Nullable String address;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "end_reason")
    private @Nullable String endReason;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected LoginSession() {}

    LoginSession(UUID companyId, UUID staffId, @Nullable String address, Instant now, Duration longest) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.companyId = companyId;
        this.staffId = staffId;
        this.address = address;
        this.startedAt = now;
        this.expiresAt = now.plus(longest);
    }

    UUID id() {
        return id;
    }

    UUID companyId() {
        return companyId;
    }

    UUID staffId() {
        return staffId;
    }

    boolean isOpen(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }

    /** When a refresh token issued now must be used by, at the latest. */
    Instant latestRefresh(Instant now, Duration idle) {
        var idleUntil = now.plus(idle);
        return idleUntil.isBefore(expiresAt) ? idleUntil : expiresAt;
    }

    /** Ends it for good, with all its tokens. */
    CredentialsRevoked end(EndReason reason, Instant now) {
        endedAt = now;
        endReason = reason.code();
        return revocation();
    }

    /** When it ended; only of one that has. */
    Instant endedAt() {
        return Objects.requireNonNull(endedAt, "The log-in has not ended");
    }

    /** What others must know of its end; only of one that has ended. */
    CredentialsRevoked revocation() {
        return new CredentialsRevoked(staffId, companyId, id, endedAt(), Objects.requireNonNull(endReason));
    }
}
