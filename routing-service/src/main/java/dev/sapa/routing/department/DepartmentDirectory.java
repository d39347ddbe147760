package dev.sapa.routing.department;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Which departments a company has. */
@ApplicationScoped
public class DepartmentDirectory {

    private static final String KNOWN =
            "select 1 from department where company_id = $1 and department_id = $2 and active";

    /** Fails with a 404 problem unless the company has the department and it takes conversations. */
    public Uni<Void> require(SqlConnection connection, UUID company, UUID department) {
        return connection
                .preparedQuery(KNOWN)
                .execute(Tuple.of(company, department))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw DepartmentProblem.notFound();
                    }
                })
                .replaceWithVoid();
    }
}
