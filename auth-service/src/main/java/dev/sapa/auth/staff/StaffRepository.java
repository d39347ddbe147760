package dev.sapa.auth.staff;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

@ApplicationScoped
class StaffRepository implements PanacheRepositoryBase<Staff, UUID> {

    /** Locks the row, so that two changes at once get two versions; 404 when the transaction may not see it. */
    Uni<Staff> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(StaffProblem::notFound);
    }

    Uni<Staff> get(UUID id) {
        return findById(id).onItem().ifNull().failWith(StaffProblem::notFound);
    }

    /** Whoever has this e-mail address or user name, in any case; or null. */
    Uni<Staff> byLoginName(String loginName) {
        var wanted = loginName.toLowerCase(Locale.ROOT);
        return find(wanted.contains("@") ? "lower(email) = ?1" : "lower(username) = ?1", wanted)
                .firstResult();
    }

    Uni<List<Staff>> of(UUID companyId, long afterNumber, int limit) {
        return find("companyId = ?1 and number > ?2 order by number", companyId, afterNumber)
                .page(0, limit)
                .list();
    }

    Uni<Long> nextNumber() {
        return getSession().chain(session -> session.createNativeQuery("select nextval('staff_number')", Long.class)
                .getSingleResult());
    }

    Uni<Boolean> isEmpty() {
        return count().map(people -> people == 0);
    }
}
