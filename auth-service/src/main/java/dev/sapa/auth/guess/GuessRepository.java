package dev.sapa.auth.guess;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class GuessRepository implements PanacheRepositoryBase<Guess, String> {

    Uni<List<Guess>> of(List<String> subjects) {
        return find("subject in ?1", subjects).list();
    }

    /** Locks those that exist, always in the same order. */
    Uni<List<Guess>> lock(List<String> subjects) {
        return find("subject in ?1 order by subject", subjects)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Makes sure that there is a row to lock, whoever else does so at the same time. */
    Uni<Void> ensure(String subject, Instant now) {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into guess (subject, failures, last_failed_at) values (?1, 0, ?2) "
                                        + "on conflict do nothing")
                        .setParameter(1, subject)
                        .setParameter(2, now)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Long> deleteOlderThan(Instant limit) {
        return delete("lastFailedAt < ?1", limit);
    }
}
