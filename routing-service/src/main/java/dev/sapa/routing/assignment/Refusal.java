package dev.sapa.routing.assignment;

import dev.sapa.events.AgentPresenceChanged.Status;
import dev.sapa.routing.agent.Agent;
import dev.sapa.routing.queue.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why automatic assignment does not give an agent a conversation. */
public enum Refusal {
    /** May no longer sign in. */
    INACTIVE,
    /** Does not help in the conversation's department, or does not answer conversations at all. */
    NOT_MEMBER,
    /** No open socket and no recent heartbeat vouches for it. */
    NOT_LIVE,
    /** Declared itself busy, away or offline. */
    NOT_ONLINE,
    /** Has, or is offered, as many conversations as it can carry. */
    NO_CAPACITY,
    /** Let it pass, or passed it on, not long ago. */
    EXCLUDED;

    /** Everything that speaks against the agent for this conversation; empty when it is eligible. */
    public static List<Refusal> of(Agent agent, WorkItem item) {
        var against = new ArrayList<>(of(agent, item.department()));
        if (item.excluded().contains(agent.id())) {
            against.add(EXCLUDED);
        }
        return List.copyOf(against);
    }

    /** Everything that speaks against the agent for work of the department (null: of none); empty when it is eligible. */
    public static List<Refusal> of(Agent agent, @Nullable UUID department) {
        var against = new ArrayList<Refusal>();
        if (!agent.active()) {
            against.add(INACTIVE);
        }
        if (!agent.helpsIn(department)) {
            against.add(NOT_MEMBER);
        }
        if (!agent.live()) {
            against.add(NOT_LIVE);
        }
        if (agent.declared() != Status.ONLINE) {
            against.add(NOT_ONLINE);
        }
        if (!agent.hasRoom()) {
            against.add(NO_CAPACITY);
        }
        return List.copyOf(against);
    }

    /** As written in answers and stored decisions, for example {@code no-capacity}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
