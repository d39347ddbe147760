package dev.sapa.auth.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A refresh token that was handed out, known by its hash. It is good once. */
@Entity
@Table(name = "refresh_token")
class RefreshToken {

    @Id
    private String hash;

    @Column(name = "company_id")
    private UUID companyId;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "issued_at")
    private Instant issuedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "spent_at")
    private @Nullable Instant spentAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected RefreshToken() {}

    RefreshToken(byte[] hash, LoginSession session, Instant now, Duration idle) {
        this.hash = HexFormat.of().formatHex(hash);
        this.companyId = session.companyId();
        this.sessionId = session.id();
        this.issuedAt = now;
        this.expiresAt = session.latestRefresh(now, idle);
    }

    boolean isSpent() {
        return spentAt != null;
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Whether it was spent so recently that its holder may simply not have received the answer. */
    boolean isJustSpent(Instant now, Duration grace) {
        return spentAt != null && !now.isAfter(spentAt.plus(grace));
    }

    void spend(Instant now) {
        spentAt = now;
    }
}
