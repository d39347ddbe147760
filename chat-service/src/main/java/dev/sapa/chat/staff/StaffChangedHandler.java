package dev.sapa.chat.staff;

import dev.sapa.events.StaffChanged;
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
class StaffChangedHandler implements EventHandler<StaffChanged> {

    private final StaffRepository repository;
    private final EventTransactions transactions;

    StaffChangedHandler(StaffRepository repository, EventTransactions transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    @Override
    public String type() {
        return StaffChanged.TYPE;
    }

    @Override
    public Class<StaffChanged> payload() {
        return StaffChanged.class;
    }

    @Override
    public Uni<Void> apply(Received<StaffChanged> event) {
        return changing(event.payload(), event::isNext);
    }

    @Override
    public Uni<Void> reconcile(Received<StaffChanged> event) {
        return changing(event.payload(), applied -> event.version() > applied);
    }

    private Uni<Void> changing(StaffChanged change, LongPredicate isDue) {
        return transactions.readInSession(Scope.of(change.companyId()), () -> repository
                .findById(change.staffId())
                .chain(staff -> isDue.test(staff == null ? 0 : staff.version())
                        ? apply(staff, change)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> apply(@Nullable Staff known, StaffChanged change) {
        var staff = known == null ? new Staff(change.staffId(), change.companyId()) : known;
        staff.apply(change);
        return repository.persist(staff).replaceWithVoid();
    }
}
