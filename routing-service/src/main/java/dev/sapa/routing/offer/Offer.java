package dev.sapa.routing.offer;

import dev.sapa.events.OfferChanged.State;
import dev.sapa.routing.assignment.Assignment;
import dev.sapa.routing.assignment.Assignment.Kind;
import dev.sapa.routing.queue.WorkQueue.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A waiting conversation proposed to an agent. While it is open it holds one of the agent's places.
 *
 * @param department whose queue the conversation stands in; null for the company's common one
 * @param expiresAt  when it lapses unanswered, on the database's clock
 * @param due        why it should end without an answer: {@code expired} or {@code agent-left}; null while it should not
 */
public record Offer(
        UUID id,
        UUID company,
        UUID conversation,
        UUID agent,
        @Nullable UUID department,
        State state,
        Instant madeAt,
        Instant expiresAt,
        @Nullable String due) {

    static final String EXPIRED = "expired";

    boolean isOpen() {
        return state == State.MADE;
    }

    /** Whether the agent may still answer it. */
    boolean isAnswerable() {
        return isOpen() && !EXPIRED.equals(due);
    }

    Duration term() {
        return Duration.between(madeAt, expiresAt);
    }

    /** The assignment it becomes; it keeps the offer's id. */
    Assignment accepted(Step step) {
        return new Assignment(
                id, company, conversation, agent, department, step.epoch(), Kind.AUTOMATIC, false, null, step.at());
    }
}
