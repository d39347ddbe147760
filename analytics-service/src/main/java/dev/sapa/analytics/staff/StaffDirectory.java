package dev.sapa.analytics.staff;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Who the staff users of a company are. */
@ApplicationScoped
public class StaffDirectory {

    /** The names of all staff users of the company, also of those who left. */
    public Uni<Map<UUID, String>> names(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("select staff_id, name from staff where company_id = $1")
                .execute(Tuple.of(company))
                .map(rows -> {
                    var names = new HashMap<UUID, String>();
                    rows.forEach(row -> names.put(row.getUUID(0), row.getString(1)));
                    return names;
                });
    }

    /**
     * How many agents a company has.
     *
     * @param online those of them that are live and declared anything but offline
     */
    public record Headcount(long total, long online) {}

    public Uni<Headcount> agents(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("""
                        select count(*), count(*) filter (where presence.live and presence.declared <> 'offline')
                          from staff left join presence using (staff_id)
                         where staff.company_id = $1 and staff.active and staff.role = 'agent'
                        """)
                .execute(Tuple.of(company))
                .map(rows -> rows.iterator().next())
                .map(row -> new Headcount(row.getLong(0), row.getLong(1)));
    }
}
