package dev.sapa.gateway.livechat.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which session goes to which agent, or to which department, and what the next one should know. */
record TransferRequest(
        @Nullable String sessionId,
        @Nullable String agentId,
        @Nullable String departmentId,
        @Nullable String note) {

    /** Routing-service's transfer; what is null is not sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Transfer(
            @Nullable UUID agentId,
            @Nullable UUID departmentId,
            @Nullable String note) {}

    /** Fails with 400 unless exactly one of agent and department is named. */
    Transfer transfer() {
        if (Field.isBlank(agentId) == Field.isBlank(departmentId)) {
            throw LivechatProblem.body("either agent_id or department_id is required, not both");
        }
        return new Transfer(
                Field.isBlank(agentId) ? null : Field.uuid("agent_id", agentId),
                Field.isBlank(departmentId) ? null : Field.uuid("department_id", departmentId),
                Field.said(note));
    }
}
