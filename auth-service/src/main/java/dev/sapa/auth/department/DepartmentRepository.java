package dev.sapa.auth.department;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class DepartmentRepository implements PanacheRepositoryBase<Department, UUID> {

    /** Locks the row, so that two changes at once get two versions; 404 when the transaction may not see it. */
    Uni<Department> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(DepartmentProblem::notFound);
    }

    Uni<List<Department>> of(UUID companyId, @Nullable UUID after, int limit) {
        var found = after == null
                ? find("companyId = ?1 order by id", companyId)
                : find("companyId = ?1 and id > ?2 order by id", companyId, after);
        return found.page(0, limit).list();
    }

    Uni<List<Department>> byIds(Collection<UUID> ids) {
        return find("id in ?1", ids).list();
    }
}
