package dev.sapa.gateway.livechat.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which session goes to which agent, or to which department, and what the next one should know.
 *
 * @param target another desk instead: {@code salesforce}, or {@code sapa} to take it back
 * @param reason for that desk
 */
record TransferRequest(
        @Nullable String sessionId,
        @Nullable String agentId,
        @Nullable String departmentId,
        @Nullable String note,
        @Nullable String target,
        @Nullable String reason) {

    private static final Set<String> DESKS = Set.of("sapa", "salesforce");

    /** Chat-service's transfer to another desk. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ToDesk(To to, @Nullable String reason) {}

    record To(String desk) {}

    boolean namesDesk() {
        return !Field.isBlank(target);
    }

    /** Fails with 400 unless it names a desk and nobody else. */
    ToDesk toDesk() {
        if (!Field.isBlank(agentId) || !Field.isBlank(departmentId)) {
            throw LivechatProblem.body("target stands for agent_id and department_id, not beside them");
        }
        if (!DESKS.contains(String.valueOf(target))) {
            throw LivechatProblem.body("target must be salesforce or sapa");
        }
        return new ToDesk(new To(String.valueOf(target)), Field.said(Field.isBlank(reason) ? note : reason));
    }

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
