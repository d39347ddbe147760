package dev.sapa.auth.apikey;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKey, String> {

    Uni<List<ApiKey>> of(UUID companyId) {
        return find("companyId = ?1 order by createdAt, id", companyId).list();
    }

    /** Locks the row, so that of two changes at once the second sees the first; 404 when the transaction may not see it. */
    Uni<ApiKey> lock(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(ApiKeyProblem::notFound);
    }
}
