package dev.sapa.routing.conversation;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Either an agent or a department.
 *
 * @param note for whoever gets the conversation; staff alone see it
 */
record TransferRequest(
        @Nullable UUID agentId,
        @Nullable UUID departmentId,

        @Nullable @Size(max = 2000) @Pattern(regexp = "[^\\x00]*")
        String note) {

    boolean namesOne() {
        return (agentId == null) != (departmentId == null);
    }
}
