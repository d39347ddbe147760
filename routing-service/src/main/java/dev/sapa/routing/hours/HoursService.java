package dev.sapa.routing.hours;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import dev.sapa.routing.department.DepartmentDirectory;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** When departments are open. Being closed tells visitors so; it keeps no agent who is there from answering. */
@ApplicationScoped
public class HoursService {

    private final EventTransactions transactions;
    private final HoursRepository hours;
    private final DepartmentDirectory departments;
    private final HoursSettings settings;

    HoursService(
            EventTransactions transactions,
            HoursRepository hours,
            DepartmentDirectory departments,
            HoursSettings settings) {
        this.transactions = transactions;
        this.hours = hours;
        this.departments = departments;
        this.settings = settings;
    }

    /** How each of the departments stands; those that are always open may be missing. */
    public Uni<Map<UUID, Standing>> standing(SqlConnection connection, UUID company, Collection<UUID> ofDepartments) {
        if (ofDepartments.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return hours.find(connection, company, ofDepartments).map(found -> {
            var standing = new HashMap<UUID, Standing>();
            var now = Instant.now();
            found.forEach((department, said) -> standing.put(department, standing(said, now)));
            return standing;
        });
    }

    Uni<HoursView> find(UUID company, UUID department) {
        return transactions.readInConnection(Scope.of(company), connection -> departments
                .require(connection, company, department)
                .chain(() -> hours.find(connection, company, List.of(department)))
                .map(found -> Objects.requireNonNullElse(found.get(department), HoursDetail.ALWAYS_OPEN))
                .map(said -> HoursView.of(department, said, Instant.now())));
    }

    Uni<HoursView> replace(UUID company, UUID department, HoursDetail said) {
        try {
            said.calendar();
        } catch (IllegalArgumentException e) {
            throw HoursProblem.bad(Objects.requireNonNullElse(e.getMessage(), ""));
        }
        return transactions.readInConnection(Scope.of(company), connection -> departments
                .require(connection, company, department)
                .chain(() -> hours.store(connection, company, department, said))
                .map(stored -> HoursView.of(department, said, Instant.now())));
    }

    private Standing standing(HoursDetail said, Instant now) {
        var calendar = said.calendar();
        var next = calendar.nextChange(now);
        return calendar.isOpenAt(now)
                ? new Standing(true, next, null)
                : new Standing(false, next, Objects.requireNonNullElse(said.closedText(), settings.closedText()));
    }
}
