package dev.sapa.auth.apikey;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKey, String> {

    Uni<List<ApiKey>> of(UUID companyId) {
        return find("companyId = ?1 order by createdAt, id", companyId).list();
    }

    Uni<ApiKey> get(UUID companyId, String id) {
        return find("companyId = ?1 and id = ?2", companyId, id)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(ApiKeyProblem::notFound);
    }
}
