package dev.sapa.auth.staff;

import dev.sapa.auth.department.DepartmentService;
import dev.sapa.auth.department.DepartmentView;
import dev.sapa.auth.page.Page;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks people up. */
@ApplicationScoped
public class StaffDirectory {

    private final StaffRepository staff;
    private final MembershipRepository memberships;
    private final DepartmentService departments;
    private final EventTransactions transactions;

    StaffDirectory(
            StaffRepository staff,
            MembershipRepository memberships,
            DepartmentService departments,
            EventTransactions transactions) {
        this.staff = staff;
        this.memberships = memberships;
        this.departments = departments;
        this.transactions = transactions;
    }

    /** 404 when there is none or the scope does not reach it. */
    public Uni<StaffView> get(Scope scope, UUID id) {
        return transactions.readInSession(scope, () -> view(id));
    }

    Uni<Page<StaffView>> list(Scope scope, StaffFilter filter, long afterNumber, int limit) {
        return transactions
                .readInSession(scope, () -> staff.matching(filter, afterNumber, limit + 1)
                        .chain(this::views))
                .map(found -> Page.of(found, limit, last -> Long.toString(last.number())));
    }

    /** The same as {@link #get}, in the caller's transaction. */
    public Uni<StaffView> view(UUID id) {
        return staff.get(id).chain(person -> views(List.of(person)).map(found -> found.get(0)));
    }

    /** What a log-in by this e-mail address or user name is checked against; in the caller's transaction. */
    public Uni<Optional<Account>> account(String loginName) {
        return staff.byLoginName(loginName)
                .map(person -> Optional.ofNullable(person).map(Staff::account));
    }

    /** What a log-in of this staff user is checked against; in the caller's transaction. */
    public Uni<Optional<Account>> account(UUID id) {
        return staff.findById(id).map(person -> Optional.ofNullable(person).map(Staff::account));
    }

    /** Whether the installation has nobody yet; in the caller's transaction, which must see every company. */
    public Uni<Boolean> isEmpty() {
        return staff.isEmpty();
    }

    Uni<List<StaffView>> views(List<Staff> people) {
        return memberships.of(people.stream().map(Staff::id).toList()).chain(of -> departments
                .byIds(of.values().stream()
                        .flatMap(Collection::stream)
                        .distinct()
                        .toList())
                .map(names -> people.stream()
                        .map(person -> person.view(named(of.getOrDefault(person.id(), List.of()), names)))
                        .toList()));
    }

    private static List<StaffView.DepartmentName> named(List<UUID> ids, Map<UUID, DepartmentView> names) {
        return ids.stream()
                .map(names::get)
                .map(department -> new StaffView.DepartmentName(department.id(), department.name()))
                .toList();
    }
}
