package dev.sapa.routing.conversation;

import dev.sapa.routing.assignment.Assignment.Kind;
import dev.sapa.routing.caller.Caller.Staff;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for which conversation to be whose.
 *
 * @param kind {@code MANUAL}, {@code CLAIM} or {@code TRANSFER}
 * @param note for the agent who gets it
 */
record Wish(
        Staff caller,
        UUID conversation,
        UUID agent,
        Kind kind,
        @Nullable String note) {

    UUID company() {
        return caller.company();
    }

    boolean isClaim() {
        return kind == Kind.CLAIM;
    }

    boolean isTransfer() {
        return kind == Kind.TRANSFER;
    }

    boolean forCaller() {
        return agent.equals(caller.id());
    }
}
