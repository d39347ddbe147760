package dev.sapa.analytics.rollup;

import dev.sapa.analytics.rollup.RollupQuery.Group;
import dev.sapa.analytics.rollup.RollupQuery.Subject;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds up totals over the longest spans that fit into what is asked for. */
@ApplicationScoped
public class RollupReader {

    private static final int KEY_COLUMNS = 5;

    private final CalendarStore calendars;

    RollupReader(CalendarStore calendars) {
        this.calendars = calendars;
    }

    /** The totals by what they are about; what has none is absent. */
    public Uni<Map<Subject, Tally>> read(SqlConnection connection, RollupQuery query) {
        return calendars.kept(connection, query.companyId()).chain(calendar -> read(connection, query, calendar)
                .chain(totals -> calendars
                        .kept(connection, query.companyId())
                        // Each statement sees what is committed by then, a new calendar for example.
                        .chain(now -> now.equals(calendar) ? Uni.createFrom().item(totals) : read(connection, query))));
    }

    private static Uni<Map<Subject, Tally>> read(
            SqlConnection connection, RollupQuery query, Optional<Calendar> calendar) {
        var tuple = Tuple.tuple();
        var sql = sql(query, Cover.of(periods(query), query.to(), query.view(), calendar), tuple);
        return connection.preparedQuery(sql).execute(tuple).map(rows -> {
            var totals = new HashMap<Subject, Tally>();
            rows.forEach(row -> {
                var tally = tally(row, query);
                tally.settle();
                // What was booked under this subject may all have been taken back.
                if (!tally.isNothing()) {
                    totals.put(subject(row), tally);
                }
            });
            return totals;
        });
    }

    private static List<Instant> periods(RollupQuery query) {
        return query.groups().contains(Group.PERIOD) ? query.boundaries() : List.of(query.from());
    }

    /** One look into the index for each run; {@code offset 0} keeps the planner from other ideas. */
    private static String sql(RollupQuery query, List<Cover.Run> runs, Tuple tuple) {
        return "select " + String.join(", ", columns(query, tuple)) + " from unnest("
                + parameter(tuple, runs.stream().map(run -> run.span().code()).toArray(Short[]::new), "smallint[]")
                + ", "
                + parameter(tuple, utc(runs.stream().map(Cover.Run::from)), "timestamptz[]")
                + ", "
                + parameter(tuple, utc(runs.stream().map(Cover.Run::to)), "timestamptz[]")
                + ") as run (span, since, until) cross join lateral (select * from rollup where "
                + sameRows(query, query.view(), tuple)
                + " and span = run.span and bucket >= run.since and bucket < run.until offset 0) r"
                + " group by 1, 2, 3, 4, 5";
    }

    /** The conditions that all rows meet: equality for every dimension that is not told apart, so that the key is used. */
    private static String sameRows(RollupQuery query, View view, Tuple tuple) {
        var conditions = new ArrayList<String>();
        conditions.add("company_id = " + parameter(tuple, query.companyId(), "uuid"));
        conditions.add("view = " + view.code());
        only(conditions, "department_id", view.hasDepartment(), query.departmentId(), RollupKey.NOBODY, tuple, "uuid");
        only(conditions, "agent_id", view.hasAgent(), query.agentId(), RollupKey.NOBODY, tuple, "uuid");
        only(conditions, "topic", view.hasTopic(), query.topic(), "", tuple, "text");
        boolean tagged = query.asks(Group.TAG, query.tag());
        only(conditions, "tag", tagged, query.tag(), "", tuple, "text");
        if (tagged) {
            conditions.add("tag <> ''");
        }
        return String.join(" and ", conditions);
    }

    private static void only(
            List<String> conditions,
            String column,
            boolean kept,
            @Nullable Object wanted,
            Object none,
            Tuple tuple,
            String type) {
        if (wanted != null || !kept) {
            conditions.add(column + " = " + parameter(tuple, wanted == null ? none : wanted, type));
        }
    }

    private static List<String> columns(RollupQuery query, Tuple tuple) {
        var columns = new ArrayList<String>();
        columns.add(
                query.groups().contains(Group.PERIOD)
                        ? "(" + parameter(tuple, query.labels().toArray(Integer[]::new), "int[]")
                                + ")[width_bucket(bucket, "
                                + parameter(tuple, utc(query.boundaries().stream()), "timestamptz[]")
                                + ")]"
                        : "-1::int");
        columns.add(query.groups().contains(Group.DEPARTMENT) ? "department_id" : "null::uuid");
        columns.add(query.groups().contains(Group.AGENT) ? "agent_id" : "null::uuid");
        columns.add(query.groups().contains(Group.TOPIC) ? "topic" : "''::text");
        columns.add(query.groups().contains(Group.TAG) ? "tag" : "''::text");
        for (var measure : query.measures()) {
            columns.add("sum(" + RollupStore.countColumn(measure) + ")::bigint");
            if (measure.isTimed()) {
                columns.add("sum(" + RollupStore.millisColumn(measure) + ")::bigint");
                columns.add(
                        query.spread()
                                ? "string_agg(" + RollupStore.binsColumn(measure) + ", ''::bytea)"
                                : "null::bytea");
            }
        }
        return columns;
    }

    private static String parameter(Tuple tuple, Object value, String type) {
        tuple.addValue(value);
        return "$" + tuple.size() + "::" + type;
    }

    private static OffsetDateTime[] utc(Stream<Instant> instants) {
        return instants.map(instant -> instant.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    }

    private static Subject subject(Row row) {
        return new Subject(
                row.getInteger(0),
                somebody(row.getUUID(1)),
                somebody(row.getUUID(2)),
                row.getString(3),
                row.getString(4));
    }

    private static @Nullable UUID somebody(@Nullable UUID id) {
        return RollupKey.NOBODY.equals(id) ? null : id;
    }

    private static Tally tally(Row row, RollupQuery query) {
        var tally = new Tally();
        int column = KEY_COLUMNS;
        for (var measure : query.measures()) {
            long count = row.getLong(column++);
            long millis = measure.isTimed() ? row.getLong(column++) : 0;
            tally.add(measure, count, millis);
            if (measure.isTimed()) {
                var bins = row.getBuffer(column++);
                if (bins != null) {
                    tally.add(measure, bins.getBytes());
                }
            }
        }
        return tally;
    }
}
