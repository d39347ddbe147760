package dev.sapa.routing.presence;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import dev.sapa.routing.agent.Agent;
import dev.sapa.routing.agent.AgentRoster;
import dev.sapa.routing.agent.AgentService;
import dev.sapa.routing.caller.Caller.Staff;
import dev.sapa.routing.signal.Signals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Signs of life; whoever becomes live and declared itself online is given work at once. */
@ApplicationScoped
class PresenceService {

    private final EventTransactions transactions;
    private final PresenceRepository presences;
    private final AgentService agents;
    private final AgentRoster roster;
    private final Signals signals;

    PresenceService(
            EventTransactions transactions,
            PresenceRepository presences,
            AgentService agents,
            AgentRoster roster,
            Signals signals) {
        this.transactions = transactions;
        this.presences = presences;
        this.agents = agents;
        this.roster = roster;
        this.signals = signals;
    }

    Uni<Void> open(String socket, OpenSessionRequest session) {
        return transactions
                .inConnection(Scope.of(session.companyId()), (connection, events) -> presences
                        .open(connection, socket, session)
                        .chain(() -> judge(connection, events, List.of(session.staffId()))))
                .invoke(this::signal)
                .replaceWithVoid();
    }

    Uni<Void> close(String socket) {
        return transactions
                .inConnection(Scope.everyCompany(), (connection, events) -> presences
                        .close(connection, socket)
                        .chain(agent -> judge(connection, events, agent)))
                .replaceWithVoid();
    }

    Uni<BeatsView> beat(String gateway, List<String> sockets) {
        return transactions
                .readInConnection(Scope.everyCompany(), connection -> presences.beat(connection, gateway, sockets))
                .map(known -> new BeatsView(sockets.stream()
                        .filter(socket -> !known.contains(socket))
                        .toList()));
    }

    Uni<PresenceView> heartbeat(Staff staff) {
        return transactions
                .inConnection(Scope.of(staff.company()), (connection, events) -> agents.introduce(connection, staff)
                        .chain(() -> presences.heartbeat(connection, staff.id()))
                        .call(until -> judge(connection, events, List.of(staff.id())))
                        .chain(until -> roster.find(connection, staff.company(), staff.id())
                                .map(agent -> PresenceView.of(agent, until))))
                .invoke(view -> signals.workMayMove(staff.company()));
    }

    /** Takes silent sockets and outdated heartbeats out of account, and notices agents that became known late. */
    Uni<Void> expire() {
        return transactions
                .inConnection(Scope.everyCompany(), (connection, events) -> presences
                        .forgetSilent(connection)
                        .chain(() -> presences.misjudged(connection))
                        .chain(misjudged -> judge(connection, events, misjudged)))
                .invoke(this::signal)
                .replaceWithVoid();
    }

    private Uni<List<Agent>> judge(SqlConnection connection, Events events, List<UUID> suspects) {
        return suspects.isEmpty()
                ? Uni.createFrom().item(List.of())
                : presences
                        .judge(connection, suspects)
                        .invoke(changed -> changed.forEach(agent -> AgentService.announce(events, agent)));
    }

    private void signal(List<Agent> changed) {
        changed.stream().filter(Agent::available).map(Agent::company).distinct().forEach(signals::workMayMove);
    }
}
