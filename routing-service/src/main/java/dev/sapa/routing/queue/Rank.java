package dev.sapa.routing.queue;

import dev.sapa.events.Conversation.Priority;
import java.time.Duration;
import java.time.Instant;

/**
 * The order of waiting conversations: by a virtual time of arrival that is fixed while they wait. A conversation can
 * overtake only those that arrived less than its priority's minutes before it, so none waits forever.
 */
public final class Rank {

    private Rank() {}

    /** The place of a conversation that needs a human since {@code enqueuedAt}; ties go by conversation id. */
    public static Instant key(Instant enqueuedAt, Priority priority) {
        return enqueuedAt.minus(head(priority));
    }

    /** How far a conversation of this priority may overtake others: 0, 0, 5 or 15 minutes. */
    static Duration head(Priority priority) {
        return switch (priority) {
            case LOW, NORMAL -> Duration.ZERO;
            case HIGH -> Duration.ofMinutes(5);
            case URGENT -> Duration.ofMinutes(15);
        };
    }
}
