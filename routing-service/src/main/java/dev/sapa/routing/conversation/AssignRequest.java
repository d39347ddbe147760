package dev.sapa.routing.conversation;

import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param agentId who is to have the conversation; the caller when left out
 * @param kind    {@code manual} (default) takes it from whoever has it; {@code claim} takes it for the caller if nobody
 *                has it
 */
record AssignRequest(
        @Nullable UUID agentId,
        @Nullable @Pattern(regexp = "manual|claim") String kind) {

    boolean isClaim() {
        return "claim".equals(kind);
    }
}
