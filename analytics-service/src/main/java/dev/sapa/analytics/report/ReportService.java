package dev.sapa.analytics.report;

import dev.sapa.analytics.caller.Caller.Staff;
import dev.sapa.analytics.company.CompanyZones;
import dev.sapa.analytics.definition.Definitions;
import dev.sapa.analytics.definition.Measure;
import dev.sapa.analytics.department.DepartmentDirectory;
import dev.sapa.analytics.intake.ProgressReader;
import dev.sapa.analytics.report.SessionsView.ItemView;
import dev.sapa.analytics.report.SummaryView.RowView;
import dev.sapa.analytics.rollup.RollupQuery;
import dev.sapa.analytics.rollup.RollupQuery.Group;
import dev.sapa.analytics.rollup.RollupQuery.Subject;
import dev.sapa.analytics.rollup.RollupReader;
import dev.sapa.analytics.rollup.Tally;
import dev.sapa.analytics.staff.StaffDirectory;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds up totals for whoever may see them. */
@ApplicationScoped
class ReportService {

    private static final Set<Measure> ALL = EnumSet.allOf(Measure.class);
    private static final Set<Measure> OF_SESSIONS = EnumSet.of(
            Measure.SESSIONS, Measure.SESSIONS_COMPLETED, Measure.SESSION_MESSAGES, Measure.SESSION_RESPONSE);

    private final EventTransactions transactions;
    private final RollupReader rollups;
    private final ProgressReader progress;
    private final CompanyZones zones;
    private final StaffDirectory staff;
    private final DepartmentDirectory departments;
    private final Clock clock;

    ReportService(
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

    /** What a caller gave; not checked yet. */
    record Asked(
            @Nullable String from,
            @Nullable String to,
            @Nullable String timeZone,
            @Nullable UUID departmentId,
            @Nullable UUID agentId,
            @Nullable String topic,
            @Nullable String tag) {}

    Uni<SummaryView> summary(Staff caller, Asked asked, Grouping grouping) {
        return within(caller, (connection, zone) -> summary(connection, caller, asked, grouping, zone));
    }

    /** @param apart whether rows are by agent, by department, both or neither */
    Uni<SessionsView> sessions(Staff caller, Asked asked, Periods.Length period, Set<Group> apart) {
        return within(caller, (connection, zone) -> sessions(connection, caller, asked, period, apart, zone));
    }

    private interface Report<T> {
        Uni<T> of(SqlConnection connection, ZoneId zone);
    }

    private <T> Uni<T> within(Staff caller, Report<T> report) {
        return transactions.readInConnection(
                Scope.of(caller.company()),
                connection -> zones.of(connection, caller.company()).chain(zone -> report.of(connection, zone)));
    }

    private Uni<SummaryView> summary(
            SqlConnection connection, Staff caller, Asked asked, Grouping grouping, ZoneId zone) {
        var range = range(asked, zone);
        var length = grouping.period();
        var periods = length == null ? Periods.NONE : Periods.of(range, length);
        var query = query(caller, asked, range, grouping.groups(), periods, ALL, true);
        return progress.asOf(connection, caller.company()).chain(asOf -> rollups.read(connection, query)
                .chain(totals -> rows(connection, caller, grouping, periods, totals))
                .map(rows -> new SummaryView(
                        asOf.orElse(null),
                        Definitions.VERSION,
                        range.from(),
                        range.to(),
                        range.zone().getId(),
                        grouping.toString(),
                        rows)));
    }

    private Uni<List<RowView>> rows(
            SqlConnection connection, Staff caller, Grouping grouping, Periods periods, Map<Subject, Tally> totals) {
        return switch (grouping) {
            case AGENT ->
                staff.names(connection, caller.company()).map(names -> named(totals, Subject::agentId, names));
            case DEPARTMENT ->
                departments
                        .names(connection, caller.company())
                        .map(names -> named(totals, Subject::departmentId, names));
            case TAG -> Uni.createFrom().item(called(totals, Subject::tag));
            case TOPIC -> Uni.createFrom().item(called(totals, Subject::topic));
            case NONE ->
                Uni.createFrom()
                        .item(List.of(RowView.of(
                                null, null, totals.values().stream().findFirst().orElseGet(Tally::new))));
            case HOUR, DAY, WEEK, MONTH -> Uni.createFrom().item(timed(totals, periods));
        };
    }

    private Uni<SessionsView> sessions(
            SqlConnection connection, Staff caller, Asked asked, Periods.Length period, Set<Group> apart, ZoneId zone) {
        var range = range(asked, zone);
        var periods = Periods.of(range, period);
        var groups = EnumSet.of(Group.PERIOD);
        groups.addAll(apart);
        var query = query(caller, asked, range, groups, periods, OF_SESSIONS, false);
        return progress.asOf(connection, caller.company()).chain(asOf -> rollups.read(connection, query)
                .chain(totals -> staff.names(connection, caller.company()).chain(agents -> departments
                        .names(connection, caller.company())
                        .map(names -> new SessionsView(
                                asOf.orElse(null),
                                range.zone().getId(),
                                items(totals, periods, query, agents, names))))));
    }

    private DayRange range(Asked asked, ZoneId zone) {
        return DayRange.of(asked.from(), asked.to(), asked.timeZone(), zone, clock.instant());
    }

    private static RollupQuery query(
            Staff caller,
            Asked asked,
            DayRange range,
            Set<Group> groups,
            Periods periods,
            Set<Measure> measures,
            boolean spread) {
        return new RollupQuery(
                caller.company(),
                range.start(),
                range.end(),
                asked.departmentId(),
                agent(caller, asked),
                asked.topic(),
                asked.tag(),
                groups,
                periods.boundaries(),
                periods.labels(),
                measures,
                spread);
    }

    /** Agents see their own numbers only. */
    private static @Nullable UUID agent(Staff caller, Asked asked) {
        if (!caller.role().equals("agent")) {
            return asked.agentId();
        }
        if (asked.agentId() != null && !asked.agentId().equals(caller.id())) {
            throw ReportProblem.ownRowsOnly();
        }
        return caller.id();
    }

    private static List<RowView> named(
            Map<Subject, Tally> totals, Function<Subject, @Nullable UUID> id, Map<UUID, String> names) {
        var rows = new ArrayList<RowView>();
        totals.forEach((key, tally) -> {
            var subject = id.apply(key);
            rows.add(
                    subject == null
                            ? RowView.of(null, null, tally)
                            : RowView.of(subject.toString(), names.get(subject), tally));
        });
        rows.sort(Comparator.comparing(RowView::name, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(RowView::key, Comparator.nullsLast(Comparator.naturalOrder())));
        return rows;
    }

    private static List<RowView> called(Map<Subject, Tally> totals, Function<Subject, String> name) {
        var rows = new ArrayList<RowView>();
        totals.forEach((key, tally) -> rows.add(RowView.of(name.apply(key), name.apply(key), tally)));
        rows.sort(Comparator.comparing(RowView::name, Comparator.nullsLast(Comparator.naturalOrder())));
        return rows;
    }

    /** Every period of the range, also those in which nothing happened. */
    private static List<RowView> timed(Map<Subject, Tally> totals, Periods periods) {
        var byName = new TreeMap<String, Tally>();
        periods.names().forEach(name -> byName.put(name, new Tally()));
        totals.forEach((key, tally) -> byName.computeIfAbsent(periods.names().get(key.period()), ignored -> new Tally())
                .add(tally));
        var rows = new ArrayList<RowView>();
        byName.forEach((name, tally) -> rows.add(RowView.of(name, name, tally)));
        return rows;
    }

    private static List<ItemView> items(
            Map<Subject, Tally> totals,
            Periods periods,
            RollupQuery query,
            Map<UUID, String> agents,
            Map<UUID, String> departments) {
        var all = new TreeMap<Subject, Tally>(Comparator.comparingInt(Subject::period)
                .thenComparing(Subject::departmentId, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Subject::agentId, Comparator.nullsLast(Comparator.naturalOrder())));
        if (query.groups().size() == 1) {
            for (int period = 0; period < periods.names().size(); period++) {
                all.put(new Subject(period, null, null, "", ""), new Tally());
            }
        }
        all.putAll(totals);
        var items = new ArrayList<ItemView>();
        all.forEach((key, tally) -> {
            var agent = key.agentId() == null ? query.agentId() : key.agentId();
            var department = key.departmentId() == null ? query.departmentId() : key.departmentId();
            items.add(ItemView.of(
                    date(periods, key.period()),
                    agent,
                    agent == null ? null : agents.get(agent),
                    department,
                    department == null ? null : departments.get(department),
                    tally));
        });
        return items;
    }

    private static String date(Periods periods, int period) {
        var name = periods.names().get(period);
        return name.length() == "2026-01".length() ? name + "-01" : name;
    }
}
