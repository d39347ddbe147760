package dev.sapa.auth.reset;

import dev.sapa.auth.staff.Account;
import dev.sapa.auth.vault.Fingerprint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Whoever has the token may choose a new password for one person; the token itself is not stored. */
@Entity
@Table(name = "password_reset")
class PasswordReset {

    @Id
    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "company_id")
    private UUID companyId;

    @Column(name = "staff_id")
    private UUID staffId;

    @Column(name = "password_mark")
    private byte[] passwordMark;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected PasswordReset() {}

    PasswordReset(String token, Account account, Instant now, Duration validity) {
        this.tokenHash = hash(token);
        this.companyId = account.companyId();
        this.staffId = account.staffId();
        this.passwordMark = Fingerprint.of(account.passwordHash());
        this.createdAt = now;
        this.expiresAt = now.plus(validity);
    }

    static String hash(String token) {
        return HexFormat.of().formatHex(Fingerprint.of(token));
    }

    UUID companyId() {
        return companyId;
    }

    UUID staffId() {
        return staffId;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** Whether it still opens this account: it is over with its time, with a suspension, and with any other new password. */
    boolean opens(Account account, Instant now) {
        return now.isBefore(expiresAt)
                && account.active()
                && account.staffId().equals(staffId)
                && Fingerprint.matches(account.passwordHash(), passwordMark);
    }
}
