package dev.sapa.analytics.staff;

import dev.sapa.events.StaffChanged;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Received;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Follows who the staff users are. The newest state wins. */
@ApplicationScoped
class StaffChangedHandler implements EventHandler<StaffChanged> {

    private static final String STORE = """
            insert into staff (staff_id, company_id, version, name, role, active) values ($1, $2, $3, $4, $5, $6)
            on conflict (staff_id) do update
            set version = excluded.version, name = excluded.name, role = excluded.role, active = excluded.active
            where staff.version < excluded.version
            """;

    private final EventTransactions transactions;

    StaffChangedHandler(EventTransactions transactions) {
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
        var staff = event.payload();
        return transactions.readInConnection(Scope.of(staff.companyId()), connection -> store(connection, staff));
    }

    @Override
    public Uni<Void> reconcile(Received<StaffChanged> event) {
        return apply(event);
    }

    private static Uni<Void> store(SqlConnection connection, StaffChanged staff) {
        return connection
                .preparedQuery(STORE)
                .execute(Tuple.of(
                        staff.staffId(),
                        staff.companyId(),
                        staff.version(),
                        staff.name(),
                        staff.role().toString(),
                        staff.active()))
                .replaceWithVoid();
    }
}
