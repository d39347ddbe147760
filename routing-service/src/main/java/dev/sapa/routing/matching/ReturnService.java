package dev.sapa.routing.matching;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import dev.sapa.routing.agent.AgentRoster;
import dev.sapa.routing.assignment.AssignmentLedger;
import dev.sapa.routing.assignment.AssignmentLedger.Return;
import dev.sapa.routing.assignment.AssignmentMeters;
import dev.sapa.routing.presence.PresenceSettings;
import dev.sapa.routing.queue.QueueNotices;
import dev.sapa.routing.queue.WorkQueue;
import dev.sapa.routing.signal.Signals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Gives the conversations of lost agents back to their queue, at their old place. Lost is who was live and has not been
 * for the grace time, and who may no longer sign in. What a person gave to an agent that was not live stays with it.
 */
@ApplicationScoped
class ReturnService {

    private static final String DUE = """
            select agent.company_id, agent.agent_id, conversation_id,
                   case when active then 'agent-lost' else 'agent-inactive' end as reason
              from agent join assignment on assignment.agent_id = agent.agent_id and ended_at is null
             where load > 0 and (not live or not active)
               and (not active
                    or (lost_at <= clock_timestamp() - $1::float8 * interval '1 second' and assigned_at <= lost_at))
            """;

    private final EventTransactions transactions;
    private final AgentRoster agents;
    private final WorkQueue queue;
    private final QueueNotices notices;
    private final AssignmentLedger ledger;
    private final AssignmentMeters meters;
    private final PresenceSettings presence;
    private final Signals signals;

    ReturnService(
            EventTransactions transactions,
            AgentRoster agents,
            WorkQueue queue,
            QueueNotices notices,
            AssignmentLedger ledger,
            AssignmentMeters meters,
            PresenceSettings presence,
            Signals signals) {
        this.transactions = transactions;
        this.agents = agents;
        this.queue = queue;
        this.notices = notices;
        this.ledger = ledger;
        this.meters = meters;
        this.presence = presence;
        this.signals = signals;
    }

    /** A conversation whose agent is lost. */
    private record Due(UUID company, UUID agent, UUID conversation, String reason) {}

    /** Gives back whatever is due in the whole installation. */
    Uni<Void> giveBackAll() {
        return transactions
                .readInConnection(Scope.everyCompany(), connection -> due(connection, DUE, Tuple.of(grace())))
                .onItem()
                .transformToMulti(due -> Multi.createFrom()
                        .iterable(due.stream()
                                .map(one -> new Due(one.company(), one.agent(), one.agent(), one.reason()))
                                .distinct()
                                .toList()))
                .onItem()
                .transformToUniAndConcatenate(one -> giveBack(one.company(), one.agent()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Gives back what is due of one agent's conversations. */
    Uni<Void> giveBack(UUID company, UUID agent) {
        return transactions
                .inConnection(Scope.of(company), (connection, events) -> queue.lockThoseOf(connection, company, agent)
                        .chain(() -> agents.lock(connection, company, List.of(agent)))
                        .chain(() -> due(connection, DUE + " and agent.agent_id = $2", Tuple.of(grace(), agent)))
                        .call(due -> giveBack(connection, events, company, agent, due)))
                .invoke(due -> settled(company, due))
                .replaceWithVoid();
    }

    private Uni<Void> giveBack(SqlConnection connection, Events events, UUID company, UUID agent, List<Due> due) {
        if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var reason = due.get(0).reason();
        var conversations = due.stream().map(Due::conversation).toList();
        return ledger.end(connection, conversations, reason)
                .chain(() -> agents.relieve(connection, agent, due.size()))
                .chain(() -> queue.putBack(connection, company, conversations))
                .invoke(steps -> steps.forEach(step ->
                        AssignmentLedger.announceReturn(events, company, step, new Return(agent, reason, null, null))))
                .chain(() -> queue.count(connection, company, conversations))
                .chain(steps -> notices.queued(connection, events, company, steps));
    }

    private void settled(UUID company, List<Due> due) {
        if (!due.isEmpty()) {
            meters.returned(due.get(0).reason(), due.size());
            signals.workMayMove(company);
        }
    }

    private double grace() {
        return presence.grace().toMillis() / 1000.0;
    }

    private static Uni<List<Due>> due(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments).map(ReturnService::due);
    }

    private static List<Due> due(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Due(row.getUUID(0), row.getUUID(1), row.getUUID(2), row.getString(3)))
                .toList();
    }
}
