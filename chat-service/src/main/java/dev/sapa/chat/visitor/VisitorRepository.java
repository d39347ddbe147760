package dev.sapa.chat.visitor;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class VisitorRepository implements PanacheRepositoryBase<Visitor, UUID> {

    Uni<Long> nextNumber() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select nextval('visitor_number')", Long.class)
                        .getSingleResult());
    }

    /** Locks the visitor's row, so that two starts of one visitor follow each other. */
    Uni<@Nullable Visitor> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Who has the identity; the item is null when nobody has. */
    Uni<@Nullable UUID> owner(UUID company, IdentityKind kind, String value) {
        return Panache.getSession().chain(session -> session.createNativeQuery(
                        "select visitor_id from visitor_identity where company_id = ?1 and kind = ?2 and value = ?3",
                        UUID.class)
                .setParameter(1, company)
                .setParameter(2, kind.toString())
                .setParameter(3, value)
                .getSingleResultOrNull());
    }

    /**
     * Gives the visitor an identity.
     *
     * @return false when somebody has it already; the identity stays where it is
     */
    Uni<Boolean> claim(UUID company, IdentityKind kind, String value, UUID visitor) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into visitor_identity (company_id, kind, value, visitor_id)
                                values (?1, ?2, ?3, ?4) on conflict do nothing
                                """)
                        .setParameter(1, company)
                        .setParameter(2, kind.toString())
                        .setParameter(3, value)
                        .setParameter(4, visitor)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }
}
