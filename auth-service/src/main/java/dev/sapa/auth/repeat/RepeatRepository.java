package dev.sapa.auth.repeat;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class RepeatRepository {

    /**
     * What was made the first time.
     *
     * @param request digest of what was asked then
     * @param subject id of what was made
     */
    record First(String request, String subject) {}

    /**
     * Notes that this create is under way; waits for another one with the same key.
     *
     * @return false when it was made already
     */
    Uni<Boolean> claim(RepeatKey key, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into repeat (company_id, key, request, subject, created_at)
                                values (?1, ?2, ?3, '', ?4) on conflict do nothing
                                """)
                        .setParameter(1, key.companyId())
                        .setParameter(2, key.key())
                        .setParameter(3, key.request())
                        .setParameter(4, now)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    Uni<Void> settle(RepeatKey key, String subject) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "update repeat set subject = ?3 where company_id = ?1 and key = ?2")
                        .setParameter(1, key.companyId())
                        .setParameter(2, key.key())
                        .setParameter(3, subject)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<@Nullable First> find(RepeatKey key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select request, subject from repeat where company_id = ?1 and key = ?2",
                                Object[].class)
                        .setParameter(1, key.companyId())
                        .setParameter(2, key.key())
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : new First((String) row[0], (String) row[1]));
    }

    Uni<Void> forget(Instant before) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from repeat where created_at < ?1")
                        .setParameter(1, before)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
