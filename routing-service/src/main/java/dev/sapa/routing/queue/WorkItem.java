package dev.sapa.routing.queue;

import dev.sapa.events.Conversation.Priority;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as routing sees it.
 *
 * @param number              dense integer of the installation
 * @param conversationVersion newest version of the conversation that was applied; 0 when none was
 * @param department          who can help; null when nothing decided that, then every agent of the company can
 * @param agent               who has it; set exactly while assigned
 * @param enqueuedAt          since when a human is needed
 * @param rankKey             its place: smaller is earlier, see {@link Rank}
 * @param epoch               rises with every assignment and return
 * @param version             counts the events about this item from 1, without gaps; 0 when there is none yet
 * @param offeredTo           the agent it is offered to; null when there is no open offer
 * @param excluded            agents that let it pass not long ago and are not asked again for now
 */
public record WorkItem(
        UUID conversation,
        UUID company,
        long number,
        long conversationVersion,
        State state,
        String topic,
        Priority priority,
        @Nullable UUID department,
        @Nullable UUID agent,
        Instant enqueuedAt,
        Instant rankKey,
        long epoch,
        long version,
        @Nullable UUID offeredTo,
        Set<UUID> excluded,
        Map<String, String> attributes) {

    /** What routing does with a conversation. */
    public enum State {
        /** Nothing: a bot or another desk answers it, it is paused, or it is demo data nobody has touched. */
        HELD,
        /** It waits for an agent. */
        QUEUED,
        /** An agent has it. */
        ASSIGNED,
        /** It is closed. */
        DONE
    }
}
