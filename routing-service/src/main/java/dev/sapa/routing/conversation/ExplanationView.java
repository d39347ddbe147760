package dev.sapa.routing.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.routing.assignment.Assignment;
import dev.sapa.routing.assignment.Decision.Contender;
import dev.sapa.routing.queue.WorkItem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a conversation is where it is.
 *
 * @param state        {@code held}, {@code queued}, {@code assigned} or {@code done}
 * @param departmentId who can help; null when every agent of the company can
 * @param waitingSince since when a human is, or was, needed
 * @param rankedAt     the virtual time of arrival that decides its place
 * @param position     its place among those of its department, from 1; null unless it waits
 * @param offeredTo    the agent that is being asked; null when none is
 * @param assignment   who has it; null when nobody does
 * @param decision     what the assignment was decided from; null when there is none
 * @param agents       while it waits: the company's active agents and what speaks against each now; else empty
 */
record ExplanationView(
        UUID conversationId,
        String state,
        @Nullable UUID departmentId,
        String priority,
        Instant waitingSince,
        Instant rankedAt,
        @Nullable Long position,
        long epoch,
        @Nullable UUID offeredTo,
        @Nullable AssignmentView assignment,
        @Nullable JsonNode decision,
        List<Contender> agents) {

    /** @param kind {@code automatic}, {@code manual}, {@code claim}, {@code transfer} or {@code adopted} */
    record AssignmentView(
            UUID id,
            UUID agentId,
            @Nullable UUID departmentId,
            String kind,
            boolean forced,
            @Nullable UUID actorId,
            Instant assignedAt) {

        static AssignmentView of(Assignment made) {
            return new AssignmentView(
                    made.id(),
                    made.agent(),
                    made.department(),
                    made.kind().name().toLowerCase(Locale.ROOT),
                    made.forced(),
                    made.actor(),
                    made.assignedAt());
        }
    }

    static ExplanationView of(WorkItem item) {
        return new ExplanationView(
                item.conversation(),
                item.state().name().toLowerCase(Locale.ROOT),
                item.department(),
                item.priority().toString(),
                item.enqueuedAt(),
                item.rankKey(),
                null,
                item.epoch(),
                item.offeredTo(),
                null,
                null,
                List.of());
    }

    ExplanationView assigned(Assignment made, @Nullable JsonNode why) {
        return new ExplanationView(
                conversationId,
                state,
                departmentId,
                priority,
                waitingSince,
                rankedAt,
                position,
                epoch,
                offeredTo,
                AssignmentView.of(made),
                why,
                agents);
    }

    ExplanationView waiting(long place, List<Contender> candidates) {
        return new ExplanationView(
                conversationId,
                state,
                departmentId,
                priority,
                waitingSince,
                rankedAt,
                place,
                epoch,
                offeredTo,
                assignment,
                decision,
                candidates);
    }
}
