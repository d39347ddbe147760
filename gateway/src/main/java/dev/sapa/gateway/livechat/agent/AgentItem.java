package dev.sapa.gateway.livechat.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.NativeObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may answer conversations, and whether it is there to do so.
 *
 * @param id       the same as {@code agentId}
 * @param status   {@code online}, {@code busy}, {@code away} or {@code offline}, which it is unless the agent is live
 * @param online   whether the agent is there in any way
 * @param load     conversations it has now
 * @param capacity how many it may be given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgentItem(
        @Nullable UUID id,
        @Nullable UUID agentId,
        @Nullable String name,
        @Nullable String role,
        List<String> departmentIds,
        String status,
        boolean online,
        long load,
        long capacity,
        @Nullable String changedAt) {

    private static final String OFFLINE = "offline";

    static AgentItem of(NativeObject agent) {
        var status = agent.said("status");
        return new AgentItem(
                agent.id("id"),
                agent.id("id"),
                agent.text("name"),
                agent.text("role"),
                agent.texts("department_ids"),
                status,
                !status.equals(OFFLINE),
                agent.number("load"),
                agent.number("capacity"),
                agent.text("changed_at"));
    }

    boolean helpsIn(UUID department) {
        return departmentIds.contains(department.toString());
    }
}
