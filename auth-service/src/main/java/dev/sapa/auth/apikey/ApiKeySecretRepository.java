package dev.sapa.auth.apikey;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

@ApplicationScoped
class ApiKeySecretRepository implements PanacheRepositoryBase<ApiKeySecret, UUID> {

    /** The secrets of a key, the newest first. */
    Uni<List<ApiKeySecret>> of(String keyId) {
        return find("keyId = ?1 order by createdAt desc, id desc", keyId).list();
    }

    /** The secrets of each of these keys, the newest first; a key without any is left out. */
    Uni<Map<String, List<ApiKeySecret>>> of(Collection<String> keyIds) {
        return find("keyId in ?1 order by createdAt desc, id desc", keyIds)
                .list()
                .map(found -> found.stream().collect(Collectors.groupingBy(ApiKeySecret::keyId)));
    }

    Uni<Void> deleteOf(String keyId) {
        return delete("keyId", keyId).replaceWithVoid();
    }
}
