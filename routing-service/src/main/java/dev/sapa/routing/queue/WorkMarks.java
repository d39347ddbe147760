package dev.sapa.routing.queue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;

/** Who is being asked about a waiting item, and who is not to be asked for now. */
@ApplicationScoped
public class WorkMarks {

    /** Notes to whom locked items are offered. */
    public Uni<Void> offer(SqlConnection connection, Collection<UUID> conversations, Collection<UUID> agents) {
        return connection
                .preparedQuery("""
                        update work_item set offered_to = given.agent_id
                          from unnest($1::uuid[], $2::uuid[]) as given (conversation_id, agent_id)
                         where work_item.conversation_id = given.conversation_id
                        """)
                .execute(Tuple.of(conversations.toArray(UUID[]::new), agents.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Notes that a locked item is offered to nobody any more. */
    public Uni<Void> endOffer(SqlConnection connection, UUID conversation) {
        return connection
                .preparedQuery("update work_item set offered_to = null where conversation_id = $1")
                .execute(Tuple.of(conversation))
                .replaceWithVoid();
    }

    /** Keeps a locked item from the agent for the time, unless it is given to it by hand. */
    public Uni<Void> exclude(SqlConnection connection, UUID conversation, UUID agent, Duration time) {
        return connection
                .preparedQuery("""
                        update work_item
                           set excluded_agents = case when excluded_until > clock_timestamp()
                                                      then array_append(array_remove(excluded_agents, $2::uuid), $2::uuid)
                                                      else array[$2::uuid] end,
                               excluded_until = clock_timestamp() + $3::float8 * interval '1 second'
                         where conversation_id = $1
                        """)
                .execute(Tuple.of(conversation, agent, time.toMillis() / 1000.0))
                .replaceWithVoid();
    }
}
