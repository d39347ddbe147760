package dev.sapa.routing.conversation;

import dev.sapa.events.Conversation;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.Desk;
import dev.sapa.routing.queue.Rank;
import dev.sapa.routing.queue.WorkItem;
import dev.sapa.routing.queue.WorkItem.State;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a new state of a conversation means for its work item.
 *
 * @param item    the item as it is to be
 * @param release the agent whose assignment ends; null when none does
 * @param adopt   whether an agent got it that routing did not choose, so that an assignment must be written
 * @param queued  whether it waits from now on, or waits elsewhere than before; then the item's version counts that
 */
record Intake(WorkItem item, @Nullable UUID release, boolean adopt, boolean queued) {

    /**
     * Decides from the item as it stands and the conversation as chat-service tells it. A conversation that chat-service
     * tells with an older epoch than ours has not seen our latest decision; then that decision stands.
     *
     * @param version    the conversation's version
     * @param since      since when this state holds
     * @param department the department that the topic's rules name, null when none does
     */
    static Intake of(WorkItem item, Conversation conversation, long version, Instant since, @Nullable UUID department) {
        var next = next(item, conversation);
        var enqueuedAt = next == State.QUEUED && !needsHuman(item) ? since : item.enqueuedAt();
        var agent =
                next != State.ASSIGNED ? null : isBehind(item, conversation) ? item.agent() : conversation.agentId();
        var owner = department(item, conversation, department);
        boolean moved = !Objects.equals(owner, item.department());
        boolean queued = next == State.QUEUED && (item.state() != State.QUEUED || moved);
        var changed = new WorkItem(
                item.conversation(),
                item.company(),
                conversation.number(),
                version,
                next,
                conversation.topic(),
                conversation.priority(),
                owner,
                agent,
                enqueuedAt,
                Rank.key(enqueuedAt, conversation.priority()),
                Math.max(item.epoch(), conversation.assignmentEpoch()),
                item.version() + (queued ? 1 : 0),
                next == State.QUEUED && !moved ? item.offeredTo() : null,
                item.excluded(),
                conversation.attributes());
        boolean changesHands = !Objects.equals(item.agent(), agent);
        return new Intake(changed, changesHands ? item.agent() : null, changesHands && agent != null, queued);
    }

    /** Where it waits is ours to say once we have moved it, until chat-service has seen that. */
    private static @Nullable UUID department(WorkItem item, Conversation conversation, @Nullable UUID byTopic) {
        if (isBehind(item, conversation)) {
            return item.department();
        }
        return conversation.departmentId() != null ? conversation.departmentId() : byTopic;
    }

    private static State next(WorkItem item, Conversation conversation) {
        if (conversation.status() == Status.CLOSED) {
            return State.DONE;
        }
        if (isBehind(item, conversation)) {
            return item.state();
        }
        if (!conversation.routable() || conversation.desk() != Desk.SAPA) {
            return State.HELD;
        }
        if (conversation.agentId() != null) {
            return State.ASSIGNED;
        }
        return conversation.responder() == Responder.AGENT ? State.QUEUED : State.HELD;
    }

    private static boolean isBehind(WorkItem item, Conversation conversation) {
        return conversation.assignmentEpoch() < item.epoch();
    }

    private static boolean needsHuman(WorkItem item) {
        return item.state() == State.QUEUED || item.state() == State.ASSIGNED;
    }
}
