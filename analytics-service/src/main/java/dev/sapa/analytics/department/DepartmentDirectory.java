package dev.sapa.analytics.department;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What the departments of a company are called. */
@ApplicationScoped
public class DepartmentDirectory {

    /** The names of all departments of the company, also of closed ones. */
    public Uni<Map<UUID, String>> names(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("select department_id, name from department where company_id = $1")
                .execute(Tuple.of(company))
                .map(rows -> {
                    var names = new HashMap<UUID, String>();
                    rows.forEach(row -> names.put(row.getUUID(0), row.getString(1)));
                    return names;
                });
    }
}
