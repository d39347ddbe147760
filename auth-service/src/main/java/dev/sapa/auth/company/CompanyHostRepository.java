package dev.sapa.auth.company;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

@ApplicationScoped
class CompanyHostRepository implements PanacheRepositoryBase<CompanyHost, String> {

    Uni<List<String>> of(UUID companyId) {
        return find("companyId = ?1 order by host", companyId)
                .list()
                .map(found -> found.stream().map(CompanyHost::host).toList());
    }

    Uni<Map<UUID, List<String>>> of(Collection<UUID> companies) {
        return find("companyId in ?1 order by host", companies).list().map(found -> found.stream()
                .collect(Collectors.groupingBy(
                        CompanyHost::companyId, Collectors.mapping(CompanyHost::host, Collectors.toList()))));
    }

    /** Puts these hosts in the place of those the company had. */
    Uni<Void> replace(UUID companyId, List<String> hosts) {
        return delete("companyId", companyId)
                .chain(() -> getSession())
                .chain(session -> session.persistAll(hosts.stream()
                        .map(host -> new CompanyHost(host, companyId))
                        .toArray()))
                .chain(() -> flush());
    }
}
