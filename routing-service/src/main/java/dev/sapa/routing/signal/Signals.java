package dev.sapa.routing.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;

/**
 * Wakes the parts that act on a commit. A signal is a hint and may be lost with the process: whoever acts on one also
 * has a sweep that finds the same work in the database.
 */
@ApplicationScoped
public class Signals {

    /** An agent or a conversation of the company became available. */
    public record WorkMayMove(UUID company) {}

    /** The agent may no longer work, so that what it has must go back. */
    public record AgentDismissed(UUID company, UUID agent) {}

    private final Event<WorkMayMove> workMayMove;
    private final Event<AgentDismissed> agentDismissed;

    Signals(Event<WorkMayMove> workMayMove, Event<AgentDismissed> agentDismissed) {
        this.workMayMove = workMayMove;
        this.agentDismissed = agentDismissed;
    }

    /** To be called after the commit that made an agent or a conversation available; returns at once. */
    public void workMayMove(UUID company) {
        workMayMove.fire(new WorkMayMove(company));
    }

    /** To be called after the commit that took the agent's right to work; returns at once. */
    public void agentDismissed(UUID company, UUID agent) {
        agentDismissed.fire(new AgentDismissed(company, agent));
    }
}
