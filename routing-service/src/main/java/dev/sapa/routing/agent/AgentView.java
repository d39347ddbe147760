package dev.sapa.routing.agent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An agent as staff see it.
 *
 * @param status    {@code online}, {@code busy}, {@code away} or {@code offline}; offline unless live
 * @param declared  what the agent said, whether live or not
 * @param available whether automatic assignment gives it work while it has room
 * @param changedAt when declared or live last changed
 */
record AgentView(
        UUID id,
        long number,
        String name,
        String role,
        List<UUID> departmentIds,
        List<String> languages,
        List<String> skills,
        String status,
        String declared,
        boolean live,
        boolean available,
        int load,
        int capacity,
        Instant idleSince,
        Instant changedAt,
        long version) {

    static AgentView of(Agent agent) {
        return new AgentView(
                agent.id(),
                agent.number(),
                agent.name(),
                agent.role().toString(),
                agent.departments(),
                agent.languages(),
                agent.skills(),
                agent.status().toString(),
                agent.declared().toString(),
                agent.live(),
                agent.available(),
                agent.load(),
                agent.capacity(),
                agent.idleSince(),
                agent.presenceChangedAt(),
                agent.presenceVersion());
    }
}
