package dev.sapa.analytics.definition;

import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a conversation after some of its events, enough to go on from there; its size does not grow with the
 * number of messages.
 *
 * @param entry         the queue it stands in, unanswered so far; null when in none
 * @param requeued      whether it waits again because its agent was lost
 * @param segment       the agent who has it; null when none does
 * @param lastAgentId   who has it or had it last
 * @param agentIds      everybody who had it or wrote in it, in the order of their first time
 * @param humanSince    since when a human has to answer; null when none has to
 * @param turnSince     the earliest message of the visitor that no human has answered; null when there is none
 * @param visitorSpoke  whether the visitor has written
 * @param firstAnswer   the first message of an agent; null before it
 * @param firstResponse milliseconds of {@link Measure#FIRST_RESPONSE}; null where there is none
 * @param firstWait     milliseconds of the first {@link Measure#WAIT}; null where there is none
 * @param rated         the rating; null while there is none
 * @param totals        all contributions so far, added up
 */
public record ConversationFacts(
        long number,
        Instant startedAt,
        @Nullable Instant endedAt,
        Status status,
        Responder responder,
        String topic,
        String channel,
        List<String> tags,
        @Nullable UUID departmentId,
        @Nullable QueueEntry entry,
        boolean requeued,
        @Nullable Segment segment,
        @Nullable UUID lastAgentId,
        List<UUID> agentIds,
        @Nullable Instant humanSince,
        @Nullable Instant turnSince,
        boolean visitorSpoke,
        @Nullable FirstAnswer firstAnswer,
        @Nullable Long firstResponse,
        @Nullable Long firstWait,
        @Nullable Rated rated,
        Map<Measure, Total> totals) {

    public ConversationFacts {
        tags = List.copyOf(tags);
        agentIds = List.copyOf(agentIds);
        totals = totals.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(totals));
    }

    /** A place in a queue; no department means the company's common queue. */
    public record QueueEntry(Instant since, @Nullable UUID departmentId) {}

    /** The span in which one agent has the conversation. */
    public record Segment(
            Instant since, UUID agentId, @Nullable UUID departmentId) {}

    /** Who answered first, and in which department that was. */
    public record FirstAnswer(
            Instant at, @Nullable UUID agentId, @Nullable UUID departmentId) {}

    /**
     * What the visitor thought of it.
     *
     * @param value 1 (bad) to 5 (good)
     */
    public record Rated(
            int value,
            Instant at,
            @Nullable UUID agentId,
            @Nullable UUID departmentId) {}

    public Total total(Measure measure) {
        return totals.getOrDefault(measure, Total.NONE);
    }
}
