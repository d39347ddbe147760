package dev.sapa.auth.company;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class CompanyRepository implements PanacheRepositoryBase<Company, UUID> {

    /** Locks the row, so that two changes at once get two versions; 404 when the transaction may not see it. */
    Uni<Company> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(CompanyProblem::notFound);
    }

    Uni<Company> get(UUID id) {
        return findById(id).onItem().ifNull().failWith(CompanyProblem::notFound);
    }

    /** The company of that name in any case, or null. */
    Uni<Company> bySlug(String slug) {
        return find("slug", slug.toLowerCase(Locale.ROOT)).firstResult();
    }

    Uni<List<Company>> after(@Nullable UUID cursor, int limit) {
        var order = Sort.ascending("id");
        var found = cursor == null ? findAll(order) : find("id > ?1", order, cursor);
        return found.page(0, limit).list();
    }
}
