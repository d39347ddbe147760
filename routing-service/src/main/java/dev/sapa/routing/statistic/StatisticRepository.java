package dev.sapa.routing.statistic;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Counts agents and conversations as they stand. */
@ApplicationScoped
class StatisticRepository {

    private static final String AGENTS = """
            count(*) filter (where status = 'online') as online, count(*) filter (where status = 'busy') as busy,
            count(*) filter (where status = 'away') as away, count(*) filter (where status = 'offline') as offline,
            coalesce(sum(room) filter (where status = 'online'), 0) as free_slots
            """;

    private static final String WORK = """
            count(*) filter (where state = 'queued') as waiting, count(*) filter (where state = 'assigned') as active,
            coalesce(extract(epoch from clock_timestamp() - min(enqueued_at) filter (where state = 'queued')), 0)::float8
                as longest_wait
            """;

    private static final String MEMBERS = """
            select agent_id, department_ids, case when live then declared else 'offline' end as status,
                   greatest(capacity - load, 0) as room
              from agent where company_id = $1 and active and role in ('agent', 'supervisor')
            """;

    private static final String BY_DEPARTMENT = """
            with staff as (
                 select department_id, %s
                   from (select distinct agent_id, status, room, unnest(department_ids) as department_id
                           from (%s) known) member
                  group by department_id),
                 work as (
                 select department_id, %s from work_item
                  where company_id = $1 and state in ('queued', 'assigned') group by department_id)
            select department_id, name, coalesce(online, 0) as online, coalesce(busy, 0) as busy,
                   coalesce(away, 0) as away, coalesce(offline, 0) as offline, coalesce(free_slots, 0) as free_slots,
                   coalesce(waiting, 0) as waiting, coalesce(active_work, 0) as active,
                   coalesce(longest_wait, 0) as longest_wait
              from department left join staff using (department_id)
              left join (select department_id, waiting, active as active_work, longest_wait from work) working
                   using (department_id)
             where department.company_id = $1 and department.active and ($2::uuid is null or department_id = $2)
             order by name, department_id
            """.formatted(AGENTS, MEMBERS, WORK);

    private static final String WHOLE = """
            select * from (select %s from (%s) known) staff
             cross join (select %s from work_item
                          where company_id = $1 and state in ('queued', 'assigned')) work
            """.formatted(AGENTS, MEMBERS, WORK);

    /**
     * Counts of one department, or of a whole company.
     *
     * @param department null for a whole company
     */
    record Counts(
            @Nullable UUID department,
            @Nullable String name,
            AgentCounts agents,
            long waiting,
            long active,
            long longestWaitSeconds,
            long freeSlots) {}

    /** The company's departments that take conversations, by name; or one of them. */
    Uni<List<Counts>> byDepartment(SqlConnection connection, UUID company, @Nullable UUID department) {
        return connection
                .preparedQuery(BY_DEPARTMENT)
                .execute(Tuple.of(company, department))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> counts(row, row.getUUID("department_id"), row.getString("name")))
                        .toList());
    }

    Uni<Counts> whole(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery(WHOLE)
                .execute(Tuple.of(company))
                .map(rows -> counts(rows.iterator().next(), null, null));
    }

    private static Counts counts(Row row, @Nullable UUID department, @Nullable String name) {
        return new Counts(
                department,
                name,
                new AgentCounts(
                        row.getLong("online"), row.getLong("busy"), row.getLong("away"), row.getLong("offline")),
                row.getLong("waiting"),
                row.getLong("active"),
                row.getDouble("longest_wait").longValue(),
                row.getLong("free_slots"));
    }
}
