package dev.sapa.routing.assignment;

import dev.sapa.routing.agent.Agent;
import dev.sapa.routing.agent.Wishes;
import dev.sapa.routing.queue.WorkItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an assignment was made; stored with it.
 *
 * @param rule       {@code least-relative-load, longest-idle} or {@code by-hand}
 * @param department the department that could help; null when every agent of the company could
 * @param enqueuedAt since when a human was needed
 * @param rankedAt   the place in the queue
 * @param eligible   how many agents could have got it, the chosen one included; 0 when chosen by hand
 * @param contenders the first of them in order, the chosen one at the head
 * @param refused    how many active agents of the company were passed over, by what spoke against them first
 */
public record Decision(
        String rule,
        @Nullable UUID department,
        Instant enqueuedAt,
        Instant rankedAt,
        int eligible,
        List<Contender> contenders,
        Map<String, Integer> refused) {

    private static final String AUTOMATIC = "least-relative-load, longest-idle";

    /**
     * An agent as it stood when the decision was made.
     *
     * @param against what would have kept automatic assignment from choosing it
     * @param meets   what it meets of what the conversation wishes; that comes before the load
     */
    public record Contender(
            UUID agentId, int load, int capacity, Instant idleSince, List<String> against, List<String> meets) {

        /** An agent as it is, measured against the conversation. */
        public static Contender of(Agent agent, WorkItem item) {
            return new Contender(
                    agent.id(),
                    agent.load(),
                    agent.capacity(),
                    agent.idleSince(),
                    Refusal.of(agent, item).stream().map(Refusal::toString).toList(),
                    Wishes.of(item.attributes()).metBy(agent));
        }
    }

    public static Decision automatic(
            WorkItem item, int eligible, List<Contender> contenders, Map<String, Integer> refused) {
        return new Decision(
                AUTOMATIC, item.department(), item.enqueuedAt(), item.rankKey(), eligible, contenders, refused);
    }

    public static Decision byHand(WorkItem item, Agent chosen) {
        return new Decision(
                "by-hand",
                item.department(),
                item.enqueuedAt(),
                item.rankKey(),
                0,
                List.of(Contender.of(chosen, item)),
                Map.of());
    }
}
