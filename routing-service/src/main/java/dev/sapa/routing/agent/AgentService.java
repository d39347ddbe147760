package dev.sapa.routing.agent;

import dev.sapa.events.AgentPresenceChanged;
import dev.sapa.events.Topic;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.OutgoingEvent;
import dev.sapa.relay.Scope;
import dev.sapa.routing.caller.Caller.Staff;
import dev.sapa.routing.signal.Signals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What agents and their supervisors decide about agents; each entry method is one transaction. */
@ApplicationScoped
public class AgentService {

    private final EventTransactions transactions;
    private final AgentRoster agents;
    private final AgentSettings settings;
    private final Signals signals;

    AgentService(EventTransactions transactions, AgentRoster agents, AgentSettings settings, Signals signals) {
        this.transactions = transactions;
        this.agents = agents;
        this.settings = settings;
        this.signals = signals;
    }

    /** Makes the caller known as an agent if its staff event has not come yet. */
    public Uni<Void> introduce(SqlConnection connection, Staff staff) {
        return agents.introduce(connection, staff, settings.capacity());
    }

    /** Tells what others should know of the agent; its row must be locked, with the version already counted. */
    public static void announce(Events events, Agent agent) {
        var payload = new AgentPresenceChanged(
                agent.id(),
                agent.company(),
                agent.presenceVersion(),
                agent.declared(),
                agent.live(),
                agent.presenceChangedAt());
        events.record(OutgoingEvent.of(
                        Topic.ROUTING,
                        AgentPresenceChanged.TYPE,
                        agent.id(),
                        agent.presenceVersion(),
                        agent.company(),
                        payload)
                .concerning(agent.id()));
    }

    Uni<Agent> declareOwn(Staff staff, String status) {
        return transactions
                .inConnection(Scope.of(staff.company()), (connection, events) -> introduce(connection, staff)
                        .chain(() -> declare(connection, events, staff.company(), staff.id(), status)))
                .invoke(this::signal);
    }

    Uni<Agent> declare(UUID company, UUID agent, String status) {
        return transactions
                .inConnection(
                        Scope.of(company), (connection, events) -> declare(connection, events, company, agent, status))
                .invoke(this::signal);
    }

    Uni<Agent> change(UUID company, UUID agent, ChangeAgentRequest wanted) {
        return transactions
                .inConnection(Scope.of(company), (connection, events) -> lock(connection, company, agent)
                        .chain(locked -> agents.change(
                                connection,
                                agent,
                                wanted.capacity(),
                                small(wanted.languages()),
                                small(wanted.skills()))))
                .invoke(this::signal);
    }

    Uni<Agent> own(Staff staff) {
        return transactions.readInConnection(Scope.of(staff.company()), connection -> introduce(connection, staff)
                .chain(() -> agents.find(connection, staff.company(), staff.id()))
                .onItem()
                .ifNull()
                .failWith(AgentProblem::notFound));
    }

    Uni<Agent> find(UUID company, UUID agent) {
        return transactions.readInConnection(Scope.of(company), connection -> agents.find(connection, company, agent)
                .onItem()
                .ifNull()
                .failWith(AgentProblem::notFound));
    }

    Uni<List<Agent>> page(UUID company, @Nullable String status, long after, int limit) {
        return transactions.readInConnection(
                Scope.of(company), connection -> agents.page(connection, company, status, after, limit));
    }

    private Uni<Agent> declare(SqlConnection connection, Events events, UUID company, UUID agent, String status) {
        return lock(connection, company, agent)
                .chain(locked -> locked.declared().toString().equals(status)
                        ? Uni.createFrom().item(locked)
                        : agents.declare(connection, agent, status).invoke(changed -> announce(events, changed)));
    }

    private Uni<Agent> lock(SqlConnection connection, UUID company, UUID agent) {
        return agents.lock(connection, company, List.of(agent))
                .map(found -> found.stream().findFirst().orElseThrow(AgentProblem::notFound));
    }

    private static @Nullable List<String> small(@Nullable List<String> words) {
        return words == null
                ? null
                : words.stream()
                        .map(word -> word.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList();
    }

    private void signal(Agent agent) {
        if (agent.available()) {
            signals.workMayMove(agent.company());
        }
    }
}
