package dev.sapa.routing.agent;

import dev.sapa.events.AgentPresenceChanged.Status;
import dev.sapa.events.StaffChanged;
import dev.sapa.events.StaffChanged.Role;
import dev.sapa.routing.caller.Caller.Staff;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of agents, for this feature and, within their own transactions, for others. Where several are locked it is in
 * the order of their ids, so that transactions never cross. */
@ApplicationScoped
public class AgentRoster {

    private static final String COLUMNS = """
            agent_id, company_id, number, name, role, active, department_ids, languages, skills, capacity, load, declared, live,
            lost_at, idle_since, presence_version, presence_changed_at
            """;

    private static final String TAKE = """
            with locked as materialized (
                 select agent_id from agent where company_id = $1 and agent_id = any ($2::uuid[])
                  order by agent_id for update)
            update agent set load = load + wanted.places
              from locked join unnest($2::uuid[], $3::integer[]) as wanted (agent_id, places) using (agent_id)
             where agent.agent_id = locked.agent_id and load + wanted.places <= capacity
               and active and live and declared = 'online'
            returning agent.agent_id
            """;

    /** The agent, or null for an unknown one and another company's. */
    public Uni<Agent> find(SqlConnection connection, UUID company, UUID agent) {
        return connection
                .preparedQuery("select " + COLUMNS + " from agent where company_id = $1 and agent_id = $2")
                .execute(Tuple.of(company, agent))
                .map(rows -> rows.size() == 0 ? null : agent(rows.iterator().next()));
    }

    /** Those of the agents that exist, locked until the transaction ends. */
    public Uni<List<Agent>> lock(SqlConnection connection, UUID company, Collection<UUID> agents) {
        return connection
                .preparedQuery("select " + COLUMNS
                        + " from agent where company_id = $1 and agent_id = any ($2) order by agent_id for update")
                .execute(Tuple.of(company, agents.toArray(UUID[]::new)))
                .map(AgentRoster::agents);
    }

    /** Every agent of the company that is active, free or not. */
    public Uni<List<Agent>> active(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("select " + COLUMNS + " from agent where company_id = $1 and active")
                .execute(Tuple.of(company))
                .map(AgentRoster::agents);
    }

    /** A page of a company's agents by number, from after {@code after}; {@code status} as others see it, null for any. */
    Uni<List<Agent>> page(SqlConnection connection, UUID company, @Nullable String status, long after, int limit) {
        return connection
                .preparedQuery("select " + COLUMNS + """
                         from agent
                        where company_id = $1 and active and number > $3
                          and ($2::text is null or case when live then declared else 'offline' end = $2)
                        order by number, agent_id limit $4
                        """)
                .execute(Tuple.of(company, status, after, limit))
                .map(AgentRoster::agents);
    }

    /** Makes an agent known whose staff event has not come yet; changes nothing when it has. */
    public Uni<Void> introduce(SqlConnection connection, Staff staff, int capacity) {
        return connection
                .preparedQuery("""
                        insert into agent (agent_id, company_id, staff_version, number, name, role, active,
                                           department_ids, capacity)
                        values ($1, $2, 0, $3, $4, $5, true, $6, $7) on conflict do nothing
                        """)
                .execute(Tuple.from(List.of(
                        staff.id(),
                        staff.company(),
                        staff.number(),
                        staff.name(),
                        staff.role(),
                        staff.departments().toArray(UUID[]::new),
                        capacity)))
                .replaceWithVoid();
    }

    /**
     * Takes over the state of a staff user if it is newer than what is known.
     *
     * @return whether it was newer
     */
    Uni<Boolean> store(SqlConnection connection, StaffChanged staff, int capacity) {
        return connection
                .preparedQuery("""
                        insert into agent (agent_id, company_id, staff_version, number, name, role, active,
                                           department_ids, capacity)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        on conflict (agent_id) do update
                        set staff_version = excluded.staff_version, number = excluded.number, name = excluded.name,
                            role = excluded.role, active = excluded.active, department_ids = excluded.department_ids
                        where agent.staff_version < excluded.staff_version
                        """)
                .execute(Tuple.from(List.of(
                        staff.staffId(),
                        staff.companyId(),
                        staff.version(),
                        staff.number(),
                        staff.name(),
                        staff.role().toString(),
                        staff.active(),
                        staff.departmentIds().toArray(UUID[]::new),
                        capacity)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Changes what the agent says about itself; whoever becomes available is idle from now. */
    Uni<Agent> declare(SqlConnection connection, UUID agent, String status) {
        return connection
                .preparedQuery("""
                        update agent set declared = $2, presence_version = presence_version + 1,
                               presence_changed_at = clock_timestamp(),
                               idle_since = case when $2 = 'online' then clock_timestamp() else idle_since end
                         where agent_id = $1 returning
                        """ + COLUMNS)
                .execute(Tuple.of(agent, status))
                .map(rows -> agent(rows.iterator().next()));
    }

    /** Sets what is not null; a load above a lowered capacity stays, as a person's decision. */
    Uni<Agent> change(
            SqlConnection connection,
            UUID agent,
            @Nullable Integer capacity,
            @Nullable List<String> languages,
            @Nullable List<String> skills) {
        return connection
                .preparedQuery("""
                        update agent set capacity = coalesce($2, capacity),
                               forced_over = greatest(load - coalesce($2, capacity), 0),
                               idle_since = case when $2 > capacity then clock_timestamp() else idle_since end,
                               languages = coalesce($3, languages), skills = coalesce($4, skills)
                         where agent_id = $1 returning
                        """ + COLUMNS)
                .execute(Tuple.of(agent, capacity, array(languages), array(skills)))
                .map(rows -> agent(rows.iterator().next()));
    }

    /**
     * Takes room from agents for automatic assignment, if they still have it and are still available.
     *
     * @param places how many conversations each is to get
     * @return the agents that got all of theirs; the others got none
     */
    public Uni<Set<UUID>> take(SqlConnection connection, UUID company, Map<UUID, Integer> places) {
        var ids = places.keySet().toArray(UUID[]::new);
        var counts = places.values().toArray(Integer[]::new);
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(company, ids, counts))
                .map(rows -> {
                    var taken = new HashSet<UUID>();
                    rows.forEach(row -> taken.add(row.getUUID(0)));
                    return taken;
                });
    }

    /** Adds one conversation to a locked agent, above its capacity if need be. */
    public Uni<Void> burden(SqlConnection connection, UUID agent) {
        return connection.preparedQuery("""
                        update agent set load = load + 1, forced_over = greatest(load + 1 - capacity, 0)
                         where agent_id = $1
                        """).execute(Tuple.of(agent)).replaceWithVoid();
    }

    /** Takes conversations from a locked agent; it is idle from now if that gave it room. */
    public Uni<Void> relieve(SqlConnection connection, UUID agent, int conversations) {
        return connection
                .preparedQuery("""
                        update agent set load = load - $2, forced_over = greatest(load - $2 - capacity, 0),
                               idle_since = clock_timestamp()
                         where agent_id = $1
                        """)
                .execute(Tuple.of(agent, conversations))
                .replaceWithVoid();
    }

    /** Takes the place of an offer back that the agent did not take; it is not idle anew by that. */
    public Uni<Void> unload(SqlConnection connection, UUID agent) {
        return connection.preparedQuery("""
                        update agent set load = load - 1, forced_over = greatest(load - 1 - capacity, 0)
                         where agent_id = $1
                        """).execute(Tuple.of(agent)).replaceWithVoid();
    }

    /** Reads the rows of a statement that returns an agent's columns, {@link #columns()}. */
    public static List<Agent> agents(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(AgentRoster::agent)
                .toList();
    }

    /** The columns from which {@link #agents} makes agents. */
    public static String columns() {
        return COLUMNS;
    }

    private static Agent agent(Row row) {
        return new Agent(
                row.getUUID("agent_id"),
                row.getUUID("company_id"),
                row.getLong("number"),
                row.getString("name"),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getBoolean("active"),
                List.of(row.getArrayOfUUIDs("department_ids")),
                List.of(row.getArrayOfStrings("languages")),
                List.of(row.getArrayOfStrings("skills")),
                row.getInteger("capacity"),
                row.getInteger("load"),
                Status.valueOf(row.getString("declared").toUpperCase(Locale.ROOT)),
                row.getBoolean("live"),
                instant(row.getOffsetDateTime("lost_at")),
                row.getOffsetDateTime("idle_since").toInstant(),
                row.getLong("presence_version"),
                row.getOffsetDateTime("presence_changed_at").toInstant());
    }

    private static String @Nullable [] array(@Nullable List<String> words) {
        return words == null ? null : words.toArray(String[]::new);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
