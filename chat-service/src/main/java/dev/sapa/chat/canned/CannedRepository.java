package dev.sapa.chat.canned;

import dev.sapa.chat.access.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class CannedRepository implements PanacheRepositoryBase<CannedReply, UUID> {

    /** Stands in for no department at all: a list in a query is not empty. */
    private static final Set<UUID> NOWHERE = Set.of(new UUID(0, 0));

    /** What the staff user may use, by shortcut; its own before the others of that shortcut. */
    Uni<List<CannedReply>> usableBy(Caller.Staff staff) {
        var helpsIn = staff.departments().isEmpty() ? NOWHERE : staff.departments();
        return list(
                "companyId = ?1 and (ownerId = ?2 or (ownerId is null and (?3 = true or departmentId is null"
                        + " or departmentId in ?4))) order by shortcut, ownerId nulls last, id",
                staff.companyId(),
                staff.id(),
                staff.oversees(),
                helpsIn);
    }

    /** Locks it to change it; the item is null when there is none. */
    Uni<@Nullable CannedReply> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The names of the company's departments. */
    Uni<Map<UUID, String>> departments(UUID company) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select id, name from department where company_id = ?1", Object[].class)
                        .setParameter(1, company)
                        .getResultList())
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> (UUID) row[0], row -> (String) row[1])));
    }
}
