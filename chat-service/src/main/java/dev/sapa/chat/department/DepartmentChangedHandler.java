package dev.sapa.chat.department;

import dev.sapa.events.DepartmentChanged;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Received;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Keeps the names that conversations show. */
@ApplicationScoped
class DepartmentChangedHandler implements EventHandler<DepartmentChanged> {

    private final DepartmentRepository repository;
    private final EventTransactions transactions;

    DepartmentChangedHandler(DepartmentRepository repository, EventTransactions transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    @Override
    public String type() {
        return DepartmentChanged.TYPE;
    }

    @Override
    public Class<DepartmentChanged> payload() {
        return DepartmentChanged.class;
    }

    @Override
    public Uni<Void> apply(Received<DepartmentChanged> event) {
        return changing(event.payload(), event::isNext);
    }

    @Override
    public Uni<Void> reconcile(Received<DepartmentChanged> event) {
        return changing(event.payload(), applied -> event.version() > applied);
    }

    private Uni<Void> changing(DepartmentChanged change, LongPredicate isDue) {
        return transactions.readInSession(Scope.of(change.companyId()), () -> repository
                .findById(change.departmentId())
                .chain(department -> isDue.test(department == null ? 0 : department.version())
                        ? apply(department, change)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> apply(@Nullable Department known, DepartmentChanged change) {
        var department = known == null ? new Department(change.departmentId(), change.companyId()) : known;
        department.apply(change);
        return repository.persist(department).replaceWithVoid();
    }
}
