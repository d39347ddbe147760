package dev.sapa.auth.guess;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Failed log-ins of one subject: an account, a name that nobody has, or an address. */
@Entity
@Table(name = "guess")
class Guess {

    @Id
    private String subject;

    private int failures;

    @Column(name = "last_failed_at")
    private Instant lastFailedAt;

    @Column(name = "locked_until")
    private @Nullable Instant lockedUntil;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Guess() {}

    Guess(String subject, Instant now) {
        this.subject = subject;
        this.lastFailedAt = now;
    }

    String subject() {
        return subject;
    }

    /** How long nobody learns whether a password is right; zero when there is no pause. */
    Duration pause(Instant now) {
        return lockedUntil == null || !lockedUntil.isAfter(now) ? Duration.ZERO : Duration.between(now, lockedUntil);
    }

    /** Counts a wrong password. During a pause nothing is tried, so nothing is counted and strangers cannot prolong it. */
    void failed(GuessPolicy policy, Instant now) {
        failures = lastFailedAt.plus(policy.forget()).isBefore(now) ? 1 : failures + 1;
        lastFailedAt = now;
        var pause = policy.pauseAfter(failures);
        lockedUntil = pause.isZero() ? null : now.plus(pause);
    }
}
