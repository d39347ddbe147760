package dev.sapa.auth.audit;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AuditRepository implements PanacheRepositoryBase<AuditRow, UUID> {

    /** Newest first, beginning after the entry {@code before}; row-level security decides whose. */
    Uni<List<AuditRow>> newestBefore(@Nullable UUID before, int limit) {
        var order = Sort.descending("id");
        var found = before == null ? findAll(order) : find("id < ?1", order, before);
        return found.page(0, limit).list();
    }
}
