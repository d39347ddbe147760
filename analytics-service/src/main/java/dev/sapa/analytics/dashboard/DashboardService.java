package dev.sapa.analytics.dashboard;

import dev.sapa.analytics.caller.Caller.Staff;
import dev.sapa.analytics.company.CompanyZones;
import dev.sapa.analytics.dashboard.DashboardView.CategoryView;
import dev.sapa.analytics.dashboard.DashboardView.TopicView;
import dev.sapa.analytics.definition.Measure;
import dev.sapa.analytics.department.DepartmentDirectory;
import dev.sapa.analytics.intake.ProgressReader;
import dev.sapa.analytics.rollup.RollupQuery;
import dev.sapa.analytics.rollup.RollupQuery.Group;
import dev.sapa.analytics.rollup.RollupQuery.Subject;
import dev.sapa.analytics.rollup.RollupReader;
import dev.sapa.analytics.rollup.Tally;
import dev.sapa.analytics.staff.StaffDirectory;
import dev.sapa.analytics.staff.StaffDirectory.Headcount;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How it stands now; an agent's own conversations where an agent asks, but for the queue and who is there. */
@ApplicationScoped
class DashboardService {

    private static final String OPEN = """
            select count(*) filter (where status = 'active'
                                      and ($2::text is null or facts -> 'segment' ->> 'agent_id' = $2)),
                   count(*) filter (where status = 'waiting')
              from conversation where company_id = $1 and status <> 'closed'
            """;

    /** Before any event. */
    private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

    private static final int TOPICS = 5;

    private final EventTransactions transactions;
    private final RollupReader rollups;
    private final ProgressReader progress;
    private final CompanyZones zones;
    private final StaffDirectory staff;
    private final DepartmentDirectory departments;
    private final Clock clock;

    DashboardService(
            EventTransactions transactions,
            RollupReader rollups,
            ProgressReader progress,
            CompanyZones zones,
            StaffDirectory staff,
            DepartmentDirectory departments,
            Clock clock) {
        this.transactions = transactions;
        this.rollups = rollups;
        this.progress = progress;
        this.zones = zones;
        this.staff = staff;
        this.departments = departments;
        this.clock = clock;
    }

    private record Open(long active, long waiting) {}

    /** Everything that is read, before it is put together. */
    private record Read(
            Optional<Instant> asOf,
            Open open,
            Tally today,
            Tally ever,
            Map<Subject, Tally> topics,
            Map<Subject, Tally> shares,
            Headcount agents,
            Map<UUID, String> names) {}

    Uni<DashboardView> dashboard(Staff caller) {
        var agent = caller.role().equals("agent") ? caller.id() : null;
        return transactions
                .readInConnection(Scope.of(caller.company()), connection -> zones.of(connection, caller.company())
                        .chain(zone -> read(connection, caller.company(), agent, zone)))
                .map(DashboardService::view);
    }

    private Uni<Read> read(SqlConnection connection, UUID company, @Nullable UUID agent, ZoneId zone) {
        var midnight =
                LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
        var end = midnight.plus(Duration.ofDays(2));
        var today = EnumSet.of(Measure.COMPLETED, Measure.SESSION_RESPONSE);
        var ever = EnumSet.of(Measure.SESSION_RESPONSE);
        var sessions = EnumSet.of(Measure.SESSIONS);
        // One after another: a connection does one thing at a time.
        return progress.asOf(connection, company).chain(asOf -> open(connection, company, agent)
                .chain(open -> total(connection, query(company, agent, midnight, end, Set.of(), today))
                        .chain(now -> total(connection, query(company, agent, BEGINNING, end, Set.of(), ever))
                                .chain(all -> rest(connection, company, agent, end, sessions)
                                        .map(rest -> new Read(
                                                asOf,
                                                open,
                                                now,
                                                all,
                                                rest.topics(),
                                                rest.shares(),
                                                rest.agents(),
                                                rest.names()))))));
    }

    private record Rest(
            Map<Subject, Tally> topics, Map<Subject, Tally> shares, Headcount agents, Map<UUID, String> names) {}

    private Uni<Rest> rest(
            SqlConnection connection, UUID company, @Nullable UUID agent, Instant end, Set<Measure> sessions) {
        return rollups.read(connection, query(company, agent, BEGINNING, end, Set.of(Group.TOPIC), sessions))
                .chain(topics -> rollups.read(
                                connection, query(company, agent, BEGINNING, end, Set.of(Group.DEPARTMENT), sessions))
                        .chain(shares -> staff.agents(connection, company).chain(agents -> departments
                                .names(connection, company)
                                .map(names -> new Rest(topics, shares, agents, names)))));
    }

    private static Uni<Open> open(SqlConnection connection, UUID company, @Nullable UUID agent) {
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(company, agent == null ? null : agent.toString()))
                .map(rows -> rows.iterator().next())
                .map(row -> new Open(row.getLong(0), row.getLong(1)));
    }

    private Uni<Tally> total(SqlConnection connection, RollupQuery query) {
        return rollups.read(connection, query)
                .map(totals -> totals.values().stream().findFirst().orElseGet(Tally::new));
    }

    private static RollupQuery query(
            UUID company, @Nullable UUID agent, Instant from, Instant to, Set<Group> groups, Set<Measure> measures) {
        return new RollupQuery(
                company, from, to, null, agent, null, null, groups, List.of(), List.of(), measures, false);
    }

    private static DashboardView view(Read read) {
        var ever = mean(read.ever());
        return new DashboardView(
                read.open().active(),
                read.open().waiting(),
                read.today().count(Measure.COMPLETED),
                ever == null ? 0 : ever,
                mean(read.today()),
                read.agents().total(),
                read.agents().online(),
                topics(read.topics()),
                categories(read.shares(), read.names()),
                read.asOf().orElse(null));
    }

    private static @Nullable Double mean(Tally tally) {
        long count = tally.count(Measure.SESSION_RESPONSE);
        return count == 0
                ? null
                : Double.valueOf(Math.round((double) tally.millis(Measure.SESSION_RESPONSE) / count) / 1000.0);
    }

    private static List<TopicView> topics(Map<Subject, Tally> totals) {
        var topics = new ArrayList<TopicView>();
        totals.forEach((key, tally) -> topics.add(new TopicView(key.topic(), tally.count(Measure.SESSIONS))));
        topics.sort(Comparator.comparingLong(TopicView::count).reversed().thenComparing(TopicView::topic));
        return topics.stream().filter(topic -> topic.count() > 0).limit(TOPICS).toList();
    }

    private static List<CategoryView> categories(Map<Subject, Tally> totals, Map<UUID, String> names) {
        long all = totals.values().stream()
                .mapToLong(tally -> tally.count(Measure.SESSIONS))
                .sum();
        var categories = new ArrayList<CategoryView>();
        totals.forEach((key, tally) -> {
            var department = key.departmentId();
            long count = tally.count(Measure.SESSIONS);
            if (count > 0) {
                categories.add(new CategoryView(
                        department,
                        department == null ? null : names.get(department),
                        count,
                        Math.round(100.0 * count / all)));
            }
        });
        categories.sort(Comparator.comparingLong(CategoryView::count)
                .reversed()
                .thenComparing(CategoryView::department, Comparator.nullsLast(Comparator.naturalOrder())));
        return categories;
    }
}
