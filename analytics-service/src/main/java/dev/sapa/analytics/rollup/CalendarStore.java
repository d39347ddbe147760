package dev.sapa.analytics.rollup;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * By which calendar the hours, days, weeks and months of each company are kept. That is the company's own, but for a while after the
 * company changed its time zone; reports are right all the same, because they read quarters where longer spans do not fit.
 */
@ApplicationScoped
public class CalendarStore {

    private static final String KEPT_OR_OWN = """
            select w.company_id, p.company_id is not null, p.time_zone, c.time_zone
              from unnest($1::uuid[]) as w (company_id)
              left join progress p on p.company_id = w.company_id
              left join company c on c.company_id = w.company_id
            """;

    private static final String ALL = """
            select p.company_id, true, p.time_zone, c.time_zone
              from progress p left join company c on c.company_id = p.company_id order by 1
            """;

    /** The calendar of a company's totals; empty where there are quarters only. */
    public Uni<Optional<Calendar>> kept(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("select time_zone from progress where company_id = $1")
                .execute(Tuple.of(company))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.ofNullable(rows.iterator().next().getString(0))
                                .map(Calendar::of));
    }

    /**
     * By which calendars to add to the totals of companies, which must be locked. A company without any totals begins with
     * its own; one of which there are quarters only is absent.
     */
    public Uni<Map<UUID, Calendar>> toBookBy(SqlConnection connection, Collection<UUID> companies) {
        return connection
                .preparedQuery(KEPT_OR_OWN)
                .execute(Tuple.of(companies.toArray(UUID[]::new)))
                .map(rows -> {
                    var calendars = new HashMap<UUID, Calendar>();
                    for (var row : rows) {
                        if (!row.getBoolean(1)) {
                            calendars.put(row.getUUID(0), Calendar.of(row.getString(3)));
                        } else if (row.getString(2) != null) {
                            calendars.put(row.getUUID(0), Calendar.of(row.getString(2)));
                        }
                    }
                    return calendars;
                });
    }

    /** The company's own calendar. */
    public Uni<Calendar> own(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery(KEPT_OR_OWN)
                .execute(Tuple.of(new UUID[] {company}))
                .map(rows -> Calendar.of(rows.iterator().next().getString(3)));
    }

    /** The companies whose totals are kept by another calendar than their own. */
    public Uni<List<UUID>> behind(SqlConnection connection) {
        return connection.query(ALL).execute().map(rows -> {
            var behind = new ArrayList<UUID>();
            for (var row : rows) {
                if (isBehind(row)) {
                    behind.add(row.getUUID(0));
                }
            }
            return behind;
        });
    }

    /** Whether the company's totals are kept by another calendar than its own. */
    public Uni<Boolean> isBehind(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery(KEPT_OR_OWN)
                .execute(Tuple.of(new UUID[] {company}))
                .map(rows -> isBehind(rows.iterator().next()));
    }

    /** Notes by which calendar the company's totals are kept from now on. */
    public Uni<Void> keep(SqlConnection connection, UUID company, Calendar calendar) {
        return connection
                .preparedQuery("update progress set time_zone = $2 where company_id = $1")
                .execute(Tuple.of(company, calendar.zone().getId()))
                .replaceWithVoid();
    }

    private static boolean isBehind(Row row) {
        var kept = row.getString(2);
        return row.getBoolean(1)
                && !Calendar.of(row.getString(3)).zone().getId().equals(kept);
    }
}
