package dev.sapa.chat.access;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class CapabilityKeyRepository implements PanacheRepositoryBase<CapabilityKey, String> {

    Uni<List<CapabilityKey>> newestFirst() {
        return listAll(Sort.descending("createdAt", "kid"));
    }

    Uni<Long> forget(List<String> kids) {
        return kids.isEmpty() ? Uni.createFrom().item(0L) : delete("kid in ?1", kids);
    }
}
