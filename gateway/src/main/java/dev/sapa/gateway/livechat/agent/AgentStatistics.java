package dev.sapa.gateway.livechat.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.NativeObject;
import org.jspecify.annotations.Nullable;

/**
 * How the whole company stands.
 *
 * @param onlineAgents       agents of every declared status but offline
 * @param availableAgents    those of them whose status is {@code online}
 * @param longestWaitSeconds of the conversation that waits longest; absent when none waits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgentStatistics(
        long totalAgents,
        long onlineAgents,
        long availableAgents,
        long busyAgents,
        long awayAgents,
        long offlineAgents,
        long waitingSessions,
        long activeSessions,
        @Nullable Long longestWaitSeconds,
        long freeSlots) {

    static AgentStatistics of(NativeObject company) {
        var counts = new NativeObject(company.json().path("agents"));
        return new AgentStatistics(
                company.number("total_agents"),
                company.number("online_agents"),
                counts.number("online"),
                counts.number("busy"),
                counts.number("away"),
                counts.number("offline"),
                company.number("waiting"),
                company.number("active"),
                company.count("longest_wait_seconds"),
                company.number("free_slots"));
    }
}
