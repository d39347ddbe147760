package dev.sapa.auth.session;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<LoginSession, UUID> {

    /** Locks the log-in, so that of two refreshes at once the second sees what the first did. */
    Uni<LoginSession> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<List<LoginSession>> lockOpenOfStaff(UUID staffId) {
        return find("staffId = ?1 and endedAt is null order by id", staffId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    Uni<List<LoginSession>> lockOpenOfCompany(UUID companyId) {
        return find("companyId = ?1 and endedAt is null order by id", companyId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Log-ins that ended behind that position, the first to end first. */
    Uni<List<LoginSession>> endedAfter(RevocationService.Position from, int limit) {
        return find("endedAt > ?1 or (endedAt = ?1 and id > ?2) order by endedAt, id", from.endedAt(), from.id())
                .page(0, limit)
                .list();
    }

    /** Their refresh tokens go with them. */
    Uni<Long> deleteExpired(Instant now) {
        return delete("expiresAt < ?1", now);
    }
}
