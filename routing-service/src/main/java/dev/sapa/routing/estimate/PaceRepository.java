package dev.sapa.routing.estimate;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Computes how fast queues move, from what was assigned and who is there. */
@ApplicationScoped
class PaceRepository {

    /**
     * $3 and $4 are the window and the time conversations are looked back for, in seconds. An assignment of age a weighs
     * e^(-a/window)/window, so that the sum is a rate; after five windows nothing is left of it.
     */
    private static final String PACE =
            """
            with lately as (
                 select kind, end_reason, assigned_at, ended_at from assignment
                  where company_id = $1 and department_id is not distinct from $2
                    and assigned_at > clock_timestamp() - greatest($3 * 5, $4) * interval '1 second'),
                 there as (
                 select capacity from agent
                  where company_id = $1 and active and live and declared = 'online' and capacity > 0
                    and (role = 'agent' and ($2 is null or $2 = any (department_ids))
                         or role = 'supervisor' and $2 = any (department_ids)))
            select (select count(*) from there) as staffed,
                   (select coalesce(sum(capacity), 0) from there) as slots,
                   (select coalesce(sum(exp(-extract(epoch from clock_timestamp() - assigned_at)::float8 / $3)), 0)
                           / $3 * 60
                      from lately
                     where kind in ('automatic', 'claim', 'manual')
                       and assigned_at > clock_timestamp() - $3 * 5 * interval '1 second') as recent,
                   (select avg(extract(epoch from ended_at - assigned_at))::float8 from lately
                     where end_reason = 'closed'
                       and assigned_at > clock_timestamp() - $4 * interval '1 second') as handle_seconds
            """.replace("$2", "$2::uuid").replace("$3", "$3::float8").replace("$4", "$4::float8");

    private final double window;
    private final double handling;

    PaceRepository(EstimateSettings settings) {
        this.window = settings.window().toMillis() / 1000.0;
        this.handling = settings.handling().toMillis() / 1000.0;
    }

    /** @param department null for the company's common queue */
    Uni<Pace> of(SqlConnection connection, UUID company, @Nullable UUID department) {
        return connection
                .preparedQuery(PACE)
                .execute(Tuple.of(company, department, window, handling))
                .map(rows -> pace(rows.iterator().next()));
    }

    private static Pace pace(Row row) {
        return new Pace(
                row.getLong("staffed"), row.getLong("slots"), row.getDouble("recent"), row.getDouble("handle_seconds"));
    }
}
