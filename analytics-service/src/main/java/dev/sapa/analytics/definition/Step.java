package dev.sapa.analytics.definition;

import dev.sapa.analytics.definition.ConversationFacts.FirstAnswer;
import dev.sapa.analytics.definition.ConversationFacts.QueueEntry;
import dev.sapa.analytics.definition.ConversationFacts.Rated;
import dev.sapa.analytics.definition.ConversationFacts.Segment;
import dev.sapa.analytics.definition.Definitions.Outcome;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.events.MessagePosted.Author;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on top of what was known. Whatever may still move (an open entry's department, to whom a session is
 * credited, a rating) is a block: the old block is taken back, the new one added; equal parts cancel.
 */
final class Step {

    private final @Nullable ConversationFacts before;
    private final ConversationEvent event;
    private final List<Contribution> contributions = new ArrayList<>();

    private final Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable QueueEntry entry;
    private boolean requeued;
    private @Nullable Segment segment;
    private @Nullable UUID lastAgentId;
    private final List<UUID> agentIds;
    private @Nullable Instant humanSince;
    private @Nullable Instant turnSince;
    private boolean visitorSpoke;
    private @Nullable FirstAnswer firstAnswer;
    private @Nullable Long firstResponse;
    private @Nullable Long firstWait;
    private @Nullable Rated rated;
    private final Map<Measure, Total> totals = new EnumMap<>(Measure.class);

    Step(@Nullable ConversationFacts before, ConversationEvent event) {
        this.before = before;
        this.event = event;
        this.startedAt = before == null ? event.at() : before.startedAt();
        this.agentIds = before == null ? new ArrayList<>() : new ArrayList<>(before.agentIds());
        if (before != null) {
            endedAt = before.endedAt();
            entry = before.entry();
            requeued = before.requeued();
            segment = before.segment();
            lastAgentId = before.lastAgentId();
            humanSince = before.humanSince();
            turnSince = before.turnSince();
            visitorSpoke = before.visitorSpoke();
            firstAnswer = before.firstAnswer();
            firstResponse = before.firstResponse();
            firstWait = before.firstWait();
            rated = before.rated();
            totals.putAll(before.totals());
        }
    }

    Outcome outcome() {
        endSegment();
        leaveQueue();
        enterQueue();
        beginSegment();
        needHuman();
        if (event.kind() == ConversationEvent.Kind.MESSAGE) {
            hear();
        }
        close();
        rate();
        contributions.forEach(this::total);
        var facts = facts();
        moveBlocks(facts);
        return new Outcome(withTotals(facts), List.copyOf(contributions));
    }

    private void endSegment() {
        var held = segment;
        if (held == null || (event.isHeld() && held.agentId().equals(event.agentId()))) {
            return;
        }
        add(held.departmentId(), held.agentId(), Measure.HANDLE, millis(held.since()));
        if (event.cause() == Cause.RETURNED) {
            requeued = event.isQueued();
            add(held.departmentId(), held.agentId(), Measure.RETURNED, 1);
        } else if (event.cause() == Cause.TRANSFERRED) {
            add(held.departmentId(), held.agentId(), Measure.TRANSFERRED, 1);
        }
        segment = null;
    }

    private void leaveQueue() {
        if (requeued && !event.isQueued()) {
            requeued = false;
            if (event.status() == Status.CLOSED && isByVisitor()) {
                add(event.departmentId(), null, Measure.LEFT_AGAIN, 1);
            }
        }
        var waiting = entry;
        if (waiting == null) {
            return;
        }
        if (event.isQueued()) {
            stayInQueue(waiting);
            return;
        }
        var department = waiting.departmentId() == null ? event.departmentId() : waiting.departmentId();
        contributions.add(Contribution.of(waiting.since(), department, null, Measure.OFFERED, 1));
        if (event.isHeld()) {
            long waited = millis(waiting.since());
            firstWait = firstWait == null ? Long.valueOf(waited) : firstWait;
            add(department, event.agentId(), Measure.WAIT, waited);
        } else if (event.status() != Status.CLOSED) {
            add(department, null, Measure.FLOW_OUTS, 1);
        } else if (isByVisitor()) {
            add(department, null, Measure.ABANDON_WAIT, millis(waiting.since()));
        } else {
            add(department, null, Measure.CANCELLED, 1);
        }
        entry = null;
    }

    /** The department of an entry may be decided a moment later; going from one department to another is a new entry. */
    private void stayInQueue(QueueEntry waiting) {
        if (Objects.equals(waiting.departmentId(), event.departmentId())) {
            return;
        }
        if (waiting.departmentId() == null) {
            entry = new QueueEntry(waiting.since(), event.departmentId());
        } else {
            contributions.add(Contribution.of(waiting.since(), waiting.departmentId(), null, Measure.OFFERED, 1));
            add(waiting.departmentId(), null, Measure.FLOW_OUTS, 1);
            entry = null;
        }
    }

    private void enterQueue() {
        if (event.isQueued() && entry == null && !requeued) {
            entry = new QueueEntry(event.at(), event.departmentId());
        }
    }

    private void beginSegment() {
        var agent = event.agentId();
        if (segment == null && agent != null && event.isHeld()) {
            segment = new Segment(event.at(), agent, event.departmentId());
            lastAgentId = agent;
            know(agent);
        }
    }

    private void needHuman() {
        if (!event.needsHuman()) {
            humanSince = null;
            turnSince = null;
        } else if (humanSince == null) {
            humanSince = event.at();
        }
    }

    private void hear() {
        var author = event.author();
        var agent = author == Author.AGENT ? event.staffId() : null;
        add(event.departmentId(), agent, Measure.MESSAGES, 1);
        if (author == Author.VISITOR) {
            visitorSpoke = true;
            turnSince = turnSince == null && humanSince != null ? event.at() : turnSince;
        } else if (author == Author.AGENT) {
            answer(agent);
        }
    }

    private void answer(@Nullable UUID agent) {
        if (agent != null) {
            know(agent);
        }
        if (firstAnswer == null) {
            firstAnswer = new FirstAnswer(event.at(), agent, event.departmentId());
            if (visitorSpoke) {
                long took = millis(humanSince == null ? startedAt : humanSince);
                firstResponse = took;
                add(event.departmentId(), agent, Measure.FIRST_RESPONSE, took);
            }
        }
        if (turnSince != null) {
            add(event.departmentId(), agent, Measure.NEXT_RESPONSE, millis(turnSince));
            turnSince = null;
        }
    }

    private void close() {
        if (endedAt != null || event.status() != Status.CLOSED) {
            return;
        }
        endedAt = event.at();
        var agent = before == null || before.segment() == null
                ? null
                : before.segment().agentId();
        add(event.departmentId(), agent, Measure.COMPLETED, 1);
        if (before != null && before.status() == Status.ACTIVE) {
            add(event.departmentId(), agent, Measure.RESOLUTION, millis(startedAt));
        }
    }

    private void rate() {
        var value = event.rating();
        if (value == null) {
            rated = null;
        } else if (rated == null || rated.value() != value) {
            rated = new Rated(value, event.at(), lastAgentId, event.departmentId());
        }
    }

    private void moveBlocks(ConversationFacts facts) {
        var old = before == null ? List.<Contribution>of() : Blocks.of(before);
        var fresh = Blocks.of(facts);
        if (!old.equals(fresh)) {
            old.stream().map(Contribution::negated).forEach(this::book);
            fresh.forEach(this::book);
        }
    }

    /** Closing without a word of who did it is the visitor's where no staff user is named. */
    private boolean isByVisitor() {
        return event.author() == null ? event.staffId() == null : event.author() == Author.VISITOR;
    }

    private void know(UUID agent) {
        if (!agentIds.contains(agent)) {
            agentIds.add(agent);
        }
    }

    private void add(@Nullable UUID department, @Nullable UUID agent, Measure measure, long amount) {
        contributions.add(Contribution.of(event.at(), department, agent, measure, amount));
    }

    private void book(Contribution contribution) {
        contributions.add(contribution);
        total(contribution);
    }

    private void total(Contribution contribution) {
        totals.merge(
                contribution.measure(), Total.NONE.plus(contribution), (known, ignored) -> known.plus(contribution));
    }

    private long millis(Instant since) {
        return Contribution.millis(since, event.at());
    }

    private ConversationFacts facts() {
        return new ConversationFacts(
                event.number(),
                startedAt,
                endedAt,
                event.status(),
                event.responder(),
                event.topic(),
                event.channel(),
                event.tags(),
                event.departmentId(),
                entry,
                requeued,
                segment,
                lastAgentId,
                agentIds,
                humanSince,
                turnSince,
                visitorSpoke,
                firstAnswer,
                firstResponse,
                firstWait,
                rated,
                totals);
    }

    private ConversationFacts withTotals(ConversationFacts facts) {
        return totals.equals(facts.totals()) ? facts : facts();
    }
}
