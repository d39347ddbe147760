package dev.sapa.chat.visitor;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
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

    /** Whom the id means now: the visitor itself, or the one it was merged into; the item is null when nobody. */
    Uni<@Nullable UUID> present(UUID id) {
        return Panache.getSession().chain(session -> session.createNativeQuery(
                        "select coalesce(merged_into, id) from visitor where id = ?1", UUID.class)
                .setParameter(1, id)
                .getSingleResultOrNull());
    }

    /** Locks both, in the order of their ids. */
    Uni<List<Visitor>> lock(UUID one, UUID other) {
        return find("id in ?1 order by id", List.of(one, other))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Whether the visitor has an identity of the kind other than {@code value}. */
    Uni<Boolean> hasAnother(UUID visitor, IdentityKind kind, String value) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select count(*) from visitor_identity
                                where visitor_id = ?1 and kind = ?2 and value <> ?3
                                """, Long.class)
                        .setParameter(1, visitor)
                        .setParameter(2, kind.toString())
                        .setParameter(3, value)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** Whether the company itself says that the two are two of its users. */
    Uni<Boolean> areDifferentUsers(UUID one, UUID other) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select count(distinct visitor_id) from visitor_identity
                                where kind = 'company_user_id' and visitor_id in (?1, ?2)
                                """, Long.class)
                        .setParameter(1, one)
                        .setParameter(2, other)
                        .getSingleResult())
                .map(count -> count > 1);
    }

    /** Gives all identities of one visitor to another, and lets every id that meant the one mean the other. */
    Uni<Void> handOver(UUID from, UUID to) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "update visitor_identity set visitor_id = ?2 where visitor_id = ?1")
                        .setParameter(1, from)
                        .setParameter(2, to)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(
                                        "update visitor set merged_into = ?2 where merged_into = ?1")
                                .setParameter(1, from)
                                .setParameter(2, to)
                                .executeUpdate()))
                .replaceWithVoid();
    }

    /** Who goes by that name in the company, whatever kind of identity it is; the company's own names come first. */
    Uni<@Nullable UUID> named(UUID company, String name) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                        select visitor_id from visitor_identity where company_id = ?1 and value = ?2
                        order by array_position(
                            array['company_user_id', 'oss_user_id', 'phone', 'email', 'browser_uuid'], kind)
                        limit 1
                        """, UUID.class)
                .setParameter(1, company)
                .setParameter(2, name)
                .getSingleResultOrNull());
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
