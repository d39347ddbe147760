package dev.sapa.auth.staff;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@ApplicationScoped
class MembershipRepository implements PanacheRepositoryBase<Membership, UUID> {

    /** The departments of each of these people, homes first; who has none is left out. */
    Uni<Map<UUID, List<UUID>>> of(Collection<UUID> staff) {
        return find("staffId in ?1 order by staffId, position", staff).list().map(found -> found.stream()
                .collect(Collectors.groupingBy(
                        Membership::staffId, Collectors.mapping(Membership::departmentId, Collectors.toList()))));
    }

    /** Puts these departments in the place of those it had. */
    Uni<Void> replace(Staff staff, List<UUID> departments) {
        return delete("staffId", staff.id())
                .chain(() -> getSession())
                .chain(session -> session.persistAll(IntStream.range(0, departments.size())
                        .mapToObj(position -> new Membership(staff, departments.get(position), position))
                        .toArray()))
                .chain(() -> flush());
    }
}
