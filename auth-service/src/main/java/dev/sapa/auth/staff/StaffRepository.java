package dev.sapa.auth.staff;

import dev.sapa.events.StaffChanged.Role;
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

    Uni<List<Staff>> matching(StaffFilter filter, long afterNumber, int limit) {
        var parameters = filter.parameters();
        parameters.put("after", afterNumber);
        return find(filter.condition() + " and number > :after order by number", parameters)
                .page(0, limit)
                .list();
    }

    /** The smallest number that makes a user name out of this stem which nobody has; 1 stands for the stem alone. */
    Uni<Integer> firstFree(String stem) {
        return getSession().chain(session -> session.createNativeQuery("""
                                select tried.number from generate_series(1, 10000) as tried (number)
                                where not exists (select 1 from staff where lower(username) =
                                    lower(cast(?1 as text)) || case tried.number when 1 then '' else cast(tried.number as text) end)
                                order by tried.number limit 1
                                """, Integer.class)
                .setParameter(1, stem)
                .getSingleResult());
    }

    Uni<Long> nextNumber() {
        return getSession().chain(session -> session.createNativeQuery("select nextval('staff_number')", Long.class)
                .getSingleResult());
    }

    /** How many of the company may sign in; operators are the installation's. */
    Uni<Long> seated(UUID company) {
        return count("companyId = ?1 and active and role <> ?2", company, Role.OPERATOR);
    }

    Uni<Boolean> isEmpty() {
        return count().map(people -> people == 0);
    }
}
