package dev.sapa.analytics.department;

import dev.sapa.events.DepartmentChanged;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Received;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Follows the names of departments. The newest state wins. */
@ApplicationScoped
class DepartmentChangedHandler implements EventHandler<DepartmentChanged> {

    private static final String STORE = """
            insert into department (department_id, company_id, version, name, active) values ($1, $2, $3, $4, $5)
            on conflict (department_id) do update
            set version = excluded.version, name = excluded.name, active = excluded.active
            where department.version < excluded.version
            """;

    private final EventTransactions transactions;

    DepartmentChangedHandler(EventTransactions transactions) {
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
        var department = event.payload();
        return transactions.readInConnection(
                Scope.of(department.companyId()), connection -> store(connection, department));
    }

    @Override
    public Uni<Void> reconcile(Received<DepartmentChanged> event) {
        return apply(event);
    }

    private static Uni<Void> store(SqlConnection connection, DepartmentChanged department) {
        return connection
                .preparedQuery(STORE)
                .execute(Tuple.of(
                        department.departmentId(),
                        department.companyId(),
                        department.version(),
                        department.name(),
                        department.active()))
                .replaceWithVoid();
    }
}
