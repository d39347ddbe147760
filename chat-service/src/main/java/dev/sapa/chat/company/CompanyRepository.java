package dev.sapa.chat.company;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class CompanyRepository implements PanacheRepositoryBase<Company, UUID> {

    Uni<@Nullable Company> bySlug(String slug) {
        return find("slug = ?1 order by id", slug).firstResult();
    }

    Uni<@Nullable Company> byHost(String host) {
        return find("concat(' ', hosts, ' ') like ?1 escape '\\' order by id", "% " + literally(host) + " %")
                .firstResult();
    }

    private static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
