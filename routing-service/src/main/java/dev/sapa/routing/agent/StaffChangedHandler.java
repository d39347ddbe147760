package dev.sapa.routing.agent;

import dev.sapa.events.StaffChanged;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Received;
import dev.sapa.relay.Scope;
import dev.sapa.routing.signal.Signals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Follows who the staff are; each event carries the whole state, so the newest one wins. */
@ApplicationScoped
class StaffChangedHandler implements EventHandler<StaffChanged> {

    private final EventTransactions transactions;
    private final AgentRoster agents;
    private final AgentSettings settings;
    private final Signals signals;

    StaffChangedHandler(EventTransactions transactions, AgentRoster agents, AgentSettings settings, Signals signals) {
        this.transactions = transactions;
        this.agents = agents;
        this.settings = settings;
        this.signals = signals;
    }

    @Override
    public String type() {
        return StaffChanged.TYPE;
    }

    @Override
    public Class<StaffChanged> payload() {
        return StaffChanged.class;
    }

    @Override
    public Uni<Void> apply(Received<StaffChanged> event) {
        var staff = event.payload();
        return transactions
                .readInConnection(
                        Scope.of(staff.companyId()), connection -> agents.store(connection, staff, settings.capacity()))
                .invoke(newer -> signal(staff))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> reconcile(Received<StaffChanged> event) {
        return apply(event);
    }

    private void signal(StaffChanged staff) {
        if (staff.active()) {
            signals.workMayMove(staff.companyId());
        } else {
            signals.agentDismissed(staff.companyId(), staff.staffId());
        }
    }
}
