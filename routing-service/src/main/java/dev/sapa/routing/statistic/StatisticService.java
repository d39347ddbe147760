package dev.sapa.routing.statistic;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import dev.sapa.routing.department.DepartmentProblem;
import dev.sapa.routing.hours.HoursService;
import dev.sapa.routing.hours.Standing;
import dev.sapa.routing.statistic.StatisticRepository.Counts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How departments and companies stand at this moment; what was, analytics knows. */
@ApplicationScoped
class StatisticService {

    private final EventTransactions transactions;
    private final StatisticRepository statistics;
    private final HoursService hours;

    StatisticService(EventTransactions transactions, StatisticRepository statistics, HoursService hours) {
        this.transactions = transactions;
        this.statistics = statistics;
        this.hours = hours;
    }

    Uni<List<DepartmentStatusView>> departments(UUID company) {
        return transactions.readInConnection(Scope.of(company), connection -> departments(connection, company, null));
    }

    Uni<DepartmentStatusView> department(UUID company, UUID department) {
        return transactions.readInConnection(
                Scope.of(company), connection -> departments(connection, company, department)
                        .map(found -> found.stream().findFirst().orElseThrow(DepartmentProblem::notFound)));
    }

    Uni<StatisticsView> company(UUID company) {
        return transactions.readInConnection(Scope.of(company), connection -> departments(connection, company, null)
                .map(found -> found.isEmpty() || found.stream().anyMatch(DepartmentStatusView::open))
                .chain(open -> statistics.whole(connection, company).map(counts -> view(counts, open))));
    }

    private Uni<List<DepartmentStatusView>> departments(
            SqlConnection connection, UUID company, @Nullable UUID department) {
        return statistics.byDepartment(connection, company, department).chain(counts -> hours.standing(
                        connection, company, ids(counts))
                .map(standing -> counts.stream()
                        .map(one -> view(one, standing.getOrDefault(id(one), Standing.ALWAYS_OPEN)))
                        .toList()));
    }

    private static List<UUID> ids(List<Counts> counts) {
        return counts.stream().map(StatisticService::id).toList();
    }

    private static UUID id(Counts counts) {
        return Objects.requireNonNull(counts.department());
    }

    private static DepartmentStatusView view(Counts counts, Standing standing) {
        return new DepartmentStatusView(
                id(counts),
                Objects.requireNonNull(counts.name()),
                standing.open(),
                standing.nextChangeAt(),
                counts.agents(),
                counts.waiting(),
                counts.active(),
                counts.longestWaitSeconds(),
                counts.freeSlots());
    }

    private static StatisticsView view(Counts counts, boolean open) {
        var agents = counts.agents();
        return new StatisticsView(
                open,
                agents,
                agents.total(),
                agents.total() - agents.offline(),
                counts.waiting(),
                counts.active(),
                counts.longestWaitSeconds(),
                counts.freeSlots());
    }
}
