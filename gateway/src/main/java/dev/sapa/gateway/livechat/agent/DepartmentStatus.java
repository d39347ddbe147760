package dev.sapa.gateway.livechat.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.NativeObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a department stands.
 *
 * @param open               whether its business hours allow for answers now
 * @param nextChangeAt       when it opens or closes next; absent when it never does
 * @param onlineAgents       agents of every declared status but offline
 * @param agents             who they are
 * @param waitingSessions    conversations that wait for one of them
 * @param longestWaitSeconds of the one that waits longest; absent when none waits
 * @param freeSlots          conversations that could be taken at once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DepartmentStatus(
        @Nullable UUID departmentId,
        String name,
        boolean open,
        @Nullable String nextChangeAt,
        long onlineAgents,
        long busyAgents,
        long awayAgents,
        long offlineAgents,
        List<AgentItem> agents,
        long waitingSessions,
        long activeSessions,
        @Nullable Long longestWaitSeconds,
        long freeSlots) {

    static DepartmentStatus of(NativeObject status, List<AgentItem> agents) {
        var counts = new NativeObject(status.json().path("agents"));
        return new DepartmentStatus(
                status.id("department_id"),
                status.said("name"),
                status.isTrue("open"),
                status.text("next_change_at"),
                counts.number("online") + counts.number("busy") + counts.number("away"),
                counts.number("busy"),
                counts.number("away"),
                counts.number("offline"),
                agents,
                status.number("waiting"),
                status.number("active"),
                status.count("longest_wait_seconds"),
                status.number("free_slots"));
    }
}
