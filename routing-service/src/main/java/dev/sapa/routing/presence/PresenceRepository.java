package dev.sapa.routing.presence;

import dev.sapa.routing.agent.Agent;
import dev.sapa.routing.agent.AgentRoster;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The rows that vouch for agents. All times are the database's, so that clocks of hosts do not matter. */
@ApplicationScoped
class PresenceRepository {

    private static final String VOUCHED_FOR = """
            (exists (select 1 from presence_session
                      where presence_session.agent_id = agent.agent_id
                        and last_beat > clock_timestamp() - %s::float8 * interval '1 second')
             or coalesce(heartbeat_at > clock_timestamp() - %s::float8 * interval '1 second', false))
            """;

    private final double lease;
    private final double heartbeat;

    PresenceRepository(PresenceSettings settings) {
        this.lease = seconds(settings.lease());
        this.heartbeat = seconds(settings.heartbeat());
    }

    Uni<Void> open(SqlConnection connection, String socket, OpenSessionRequest session) {
        return connection
                .preparedQuery("""
                        insert into presence_session (socket_id, company_id, agent_id, gateway) values ($1, $2, $3, $4)
                        on conflict (socket_id) do update
                        set company_id = excluded.company_id, agent_id = excluded.agent_id,
                            gateway = excluded.gateway, last_beat = clock_timestamp()
                        """)
                .execute(Tuple.of(socket, session.companyId(), session.staffId(), session.gateway()))
                .replaceWithVoid();
    }

    /** Forgets a socket; the agent it vouched for, or nothing when it was not known. */
    Uni<List<UUID>> close(SqlConnection connection, String socket) {
        return connection
                .preparedQuery("delete from presence_session where socket_id = $1 returning agent_id")
                .execute(Tuple.of(socket))
                .map(PresenceRepository::ids);
    }

    /** Notes that the gateway still has the sockets open; those that are known. */
    Uni<Set<String>> beat(SqlConnection connection, String gateway, Collection<String> sockets) {
        return connection
                .preparedQuery("""
                        update presence_session set last_beat = clock_timestamp()
                         where gateway = $1 and socket_id = any ($2) returning socket_id
                        """)
                .execute(Tuple.of(gateway, sockets.toArray(String[]::new)))
                .map(rows -> {
                    var known = new HashSet<String>();
                    rows.forEach(row -> known.add(row.getString(0)));
                    return known;
                });
    }

    /** Notes a heartbeat over HTTP; when it stops counting. */
    Uni<Instant> heartbeat(SqlConnection connection, UUID agent) {
        return connection
                .preparedQuery("""
                        update agent set heartbeat_at = clock_timestamp() where agent_id = $1
                        returning heartbeat_at + $2::float8 * interval '1 second'
                        """)
                .execute(Tuple.of(agent, heartbeat))
                .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant());
    }

    /** Forgets the sockets whose gateway has fallen silent. */
    Uni<Void> forgetSilent(SqlConnection connection) {
        return connection
                .preparedQuery("delete from presence_session"
                        + " where last_beat <= clock_timestamp() - $1::float8 * interval '1 second'")
                .execute(Tuple.of(lease))
                .replaceWithVoid();
    }

    /** The agents whose row says otherwise than their sockets and heartbeats. */
    Uni<List<UUID>> misjudged(SqlConnection connection) {
        return connection
                .preparedQuery(
                        "select agent_id from agent where live is distinct from " + VOUCHED_FOR.formatted("$1", "$2"))
                .execute(Tuple.of(lease, heartbeat))
                .map(PresenceRepository::ids);
    }

    /** Brings the agents' rows in line with their sockets and heartbeats; those that changed, as they are now. */
    Uni<List<Agent>> judge(SqlConnection connection, List<UUID> agents) {
        var ids = agents.toArray(UUID[]::new);
        return connection
                .preparedQuery("select 1 from agent where agent_id = any ($1) order by agent_id for update")
                .execute(Tuple.of(ids))
                .chain(locked -> connection
                        .preparedQuery("""
                                update agent set live = not live, presence_version = presence_version + 1,
                                       presence_changed_at = clock_timestamp(),
                                       lost_at = case when live then clock_timestamp() end,
                                       idle_since = case when live then idle_since else clock_timestamp() end
                                 where agent_id = any ($3) and live is distinct from %s returning\s""".formatted(VOUCHED_FOR.formatted("$1", "$2")) + AgentRoster.columns())
                        .execute(Tuple.of(lease, heartbeat, ids)))
                .map(AgentRoster::agents);
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID(0))
                .toList();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
