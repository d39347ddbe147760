package dev.sapa.auth.department;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.caller.Caller;
import dev.sapa.auth.company.CompanyService;
import dev.sapa.auth.page.Page;
import dev.sapa.auth.repeat.RepeatService;
import dev.sapa.events.DepartmentChanged;
import dev.sapa.events.Desk;
import dev.sapa.events.Topic;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.OutgoingEvent;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The use cases of departments. */
@ApplicationScoped
public class DepartmentService {

    private final DepartmentRepository departments;
    private final CompanyService companies;
    private final RepeatService repeats;
    private final EventTransactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    DepartmentService(
            DepartmentRepository departments,
            CompanyService companies,
            RepeatService repeats,
            EventTransactions transactions,
            AuditLog audit,
            Clock clock) {
        this.departments = departments;
        this.companies = companies;
        this.repeats = repeats;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    Uni<DepartmentView> create(
            Caller caller, UUID companyId, String name, @Nullable Desk desk, @Nullable String idempotencyKey) {
        var said = desk == null ? name : name + "\n" + desk;
        var key = repeats.key(caller, "department of " + companyId, said, idempotencyKey);
        return transactions
                .inSession(
                        caller.scope(),
                        events -> repeats.once(
                                key,
                                () -> companies
                                        .require(companyId)
                                        .chain(() ->
                                                open(events, UuidCreator.getTimeOrderedEpoch(), companyId, name, desk))
                                        .call(created -> record(AuditAction.DEPARTMENT_CREATED, caller, created)),
                                view -> view.id().toString(),
                                id -> departments.findById(UUID.fromString(id)).map(Department::view)))
                .onFailure()
                .transform(DepartmentProblem::taken);
    }

    /** Opens a department in the caller's transaction; the id is the caller's choice. */
    public Uni<DepartmentView> open(Events events, UUID id, UUID companyId, String name) {
        return open(events, id, companyId, name, null);
    }

    private Uni<DepartmentView> open(Events events, UUID id, UUID companyId, String name, @Nullable Desk desk) {
        var department = new Department(id, companyId, name, desk == null ? Desk.SAPA : desk, clock.instant());
        return departments
                .persist(department)
                .chain(() -> departments.flush())
                .invoke(() -> announce(events, department))
                .replaceWith(department::view);
    }

    Uni<DepartmentView> change(
            Caller caller, UUID id, @Nullable String name, @Nullable Boolean active, @Nullable Desk desk) {
        return transactions
                .inSession(caller.scope(), events -> departments.lock(id).chain(department -> {
                    if (!department.change(name, active, desk)) {
                        return Uni.createFrom().item(department.view());
                    }
                    announce(events, department);
                    return record(AuditAction.DEPARTMENT_CHANGED, caller, department.view())
                            .replaceWith(department::view);
                }))
                .onFailure()
                .transform(DepartmentProblem::taken);
    }

    Uni<Page<DepartmentView>> list(Scope scope, UUID companyId, @Nullable UUID after, int limit) {
        return transactions
                .readInSession(scope, () -> departments.of(companyId, after, limit + 1))
                .map(found -> Page.of(found.stream().map(Department::view).toList(), limit, last -> last.id()
                        .toString()));
    }

    /** The departments of these ids by id, in the caller's transaction; unknown ids are left out. */
    public Uni<Map<UUID, DepartmentView>> byIds(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return departments.byIds(ids).map(found -> found.stream()
                .map(Department::view)
                .collect(Collectors.toMap(DepartmentView::id, Function.identity())));
    }

    /** Fails with 400 unless all of them are departments of that company; in the caller's transaction. */
    public Uni<Void> requireOf(UUID companyId, List<UUID> ids) {
        return byIds(Set.copyOf(ids))
                .invoke(known -> {
                    if (!ids.stream()
                            .allMatch(id -> known.containsKey(id)
                                    && known.get(id).companyId().equals(companyId))) {
                        throw DepartmentProblem.unknown();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> record(AuditAction action, Caller caller, DepartmentView department) {
        return audit.add(audit.entry(action)
                .in(department.companyId())
                .by(caller.staffId(), caller.address())
                .to(department.id()));
    }

    private static void announce(Events events, Department department) {
        var event = department.event();
        events.record(OutgoingEvent.of(
                        Topic.AUTH,
                        DepartmentChanged.TYPE,
                        department.id(),
                        event.version(),
                        department.companyId(),
                        event)
                .inDepartment(department.id()));
    }
}
