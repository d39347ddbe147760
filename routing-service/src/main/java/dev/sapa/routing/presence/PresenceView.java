package dev.sapa.routing.presence;

import dev.sapa.routing.agent.Agent;
import java.time.Instant;
import java.util.UUID;

/**
 * The agent after a heartbeat.
 *
 * @param status     {@code online}, {@code busy}, {@code away} or {@code offline}
 * @param aliveUntil when the heartbeat stops counting unless another one comes
 */
record PresenceView(UUID id, String status, Instant aliveUntil) {

    static PresenceView of(Agent agent, Instant aliveUntil) {
        return new PresenceView(agent.id(), agent.status().toString(), aliveUntil);
    }
}
