package dev.sapa.chat.intake;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class StartKeyRepository {

    /**
     * The first answer to a start.
     *
     * @param request digest of what was asked then
     */
    record First(String request, UUID conversationId, boolean created) {}

    /**
     * Notes that this start is under way; waits for another one with the same key.
     *
     * @return false when there is a first answer already
     */
    Uni<Boolean> claim(UUID company, StartKey key, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into start_key (company_id, key, request, conversation_id, created, started_at)
                                values (?1, ?2, ?3, ?1, false, ?4) on conflict do nothing
                                """)
                        .setParameter(1, company)
                        .setParameter(2, key.key())
                        .setParameter(3, key.request())
                        .setParameter(4, now)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    Uni<Integer> settle(UUID company, StartKey key, UUID conversation, boolean created) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                update start_key set conversation_id = ?3, created = ?4
                                where company_id = ?1 and key = ?2
                                """)
                .setParameter(1, company)
                .setParameter(2, key.key())
                .setParameter(3, conversation)
                .setParameter(4, created)
                .executeUpdate());
    }

    Uni<@Nullable First> find(UUID company, StartKey key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select request, conversation_id, created from start_key where company_id = ?1 and key = ?2",
                                Object[].class)
                        .setParameter(1, company)
                        .setParameter(2, key.key())
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : new First((String) row[0], (UUID) row[1], (Boolean) row[2]));
    }

    Uni<Integer> forget(Instant before) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from start_key where started_at < ?1")
                        .setParameter(1, before)
                        .executeUpdate());
    }
}
