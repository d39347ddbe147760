package dev.sapa.auth.reset;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;

@ApplicationScoped
class PasswordResetRepository implements PanacheRepositoryBase<PasswordReset, String> {

    Uni<PasswordReset> byToken(String token) {
        return findById(PasswordReset.hash(token)).onItem().ifNull().failWith(ResetProblem::expired);
    }

    /** Locks it, so that of two uses at once the second finds it gone. */
    Uni<PasswordReset> lock(String token) {
        return findById(PasswordReset.hash(token), LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(ResetProblem::expired);
    }

    Uni<Long> countOpen(UUID staffId, Instant now) {
        return count("staffId = ?1 and expiresAt > ?2", staffId, now);
    }

    Uni<Void> deleteOf(UUID staffId) {
        return delete("staffId", staffId).replaceWithVoid();
    }

    Uni<Void> deleteExpired(Instant now) {
        return delete("expiresAt < ?1", now).replaceWithVoid();
    }
}
