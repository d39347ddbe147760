package dev.sapa.routing.conversation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import dev.sapa.routing.agent.Agent;
import dev.sapa.routing.agent.AgentProblem;
import dev.sapa.routing.agent.AgentRoster;
import dev.sapa.routing.agent.AgentService;
import dev.sapa.routing.assignment.AssignedView;
import dev.sapa.routing.assignment.Assignment;
import dev.sapa.routing.assignment.Assignment.Kind;
import dev.sapa.routing.assignment.AssignmentLedger;
import dev.sapa.routing.assignment.AssignmentLedger.Entry;
import dev.sapa.routing.assignment.AssignmentMeters;
import dev.sapa.routing.assignment.AssignmentProblem;
import dev.sapa.routing.assignment.Decision;
import dev.sapa.routing.assignment.Handover;
import dev.sapa.routing.caller.Caller.Staff;
import dev.sapa.routing.offer.OfferBook;
import dev.sapa.routing.queue.WorkItem;
import dev.sapa.routing.queue.WorkItem.State;
import dev.sapa.routing.queue.WorkQueue;
import dev.sapa.routing.queue.WorkQueue.Step;
import dev.sapa.routing.signal.Signals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Assignments that people decide; they may exceed an agent's capacity, which is counted. */
@ApplicationScoped
class AssignmentService {

    private final EventTransactions transactions;
    private final KnownConversations conversations;
    private final WorkQueue queue;
    private final OfferBook offers;
    private final AgentRoster roster;
    private final AgentService agents;
    private final AssignmentLedger ledger;
    private final AssignmentMeters meters;
    private final Handover handover;
    private final Signals signals;

    AssignmentService(
            EventTransactions transactions,
            KnownConversations conversations,
            WorkQueue queue,
            OfferBook offers,
            AgentRoster roster,
            AgentService agents,
            AssignmentLedger ledger,
            AssignmentMeters meters,
            Handover handover,
            Signals signals) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.queue = queue;
        this.offers = offers;
        this.roster = roster;
        this.agents = agents;
        this.ledger = ledger;
        this.meters = meters;
        this.handover = handover;
        this.signals = signals;
    }

    /** What stands after the transaction. */
    private record Outcome(Assignment assignment, long version, WorkItem before, boolean changed) {}

    /**
     * Assigns, commits, and answers when chat-service shows it.
     *
     * @return a 404, 409 or 503 problem as a failure
     */
    Uni<AssignedView> assign(Staff caller, UUID conversation, AssignRequest request) {
        var agent = request.agentId() != null ? request.agentId() : caller.id();
        var kind = request.isClaim() ? Kind.CLAIM : Kind.MANUAL;
        return assign(new Wish(caller, conversation, agent, kind, null));
    }

    Uni<AssignedView> assign(Wish wish) {
        if (wish.isClaim() && !wish.forCaller()) {
            throw ConversationProblem.claimForOther();
        }
        return conversations
                .decide(wish.company(), wish.conversation(), () -> decide(wish))
                .invoke(this::settled)
                .chain(outcome -> handover.show(outcome.assignment(), outcome.version(), wish.note()));
    }

    private Uni<Outcome> decide(Wish wish) {
        return transactions.inConnection(Scope.of(wish.company()), (connection, events) -> conversations
                .lock(connection, wish.company(), wish.conversation())
                .call(item -> introduce(connection, wish))
                .chain(item -> decide(connection, events, wish, item)));
    }

    private Uni<Void> introduce(SqlConnection connection, Wish wish) {
        return wish.forCaller()
                ? agents.introduce(connection, wish.caller())
                : Uni.createFrom().voidItem();
    }

    private Uni<Outcome> decide(SqlConnection connection, Events events, Wish wish, WorkItem item) {
        if (item.state() == State.DONE) {
            throw AssignmentProblem.conversationClosed();
        }
        if (wish.agent().equals(item.agent())) {
            return ledger.current(connection, item.conversation())
                    .map(current -> new Outcome(current, item.version(), item, false));
        }
        if (wish.isClaim() && item.agent() != null) {
            throw ConversationProblem.taken();
        }
        if (wish.isTransfer()) {
            TransferService.requirePassable(wish.caller(), item);
        }
        var concerned = Stream.of(wish.agent(), item.agent(), item.offeredTo())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return roster.lock(connection, wish.company(), concerned)
                .map(locked -> chosen(wish, locked))
                .call(agent -> takeAway(connection, wish, item))
                .call(agent -> offers.settle(connection, events, item, agent.id(), "taken"))
                .chain(agent -> give(connection, events, wish, item, agent));
    }

    private static Agent chosen(Wish wish, List<Agent> locked) {
        var agent = locked.stream()
                .filter(one -> one.id().equals(wish.agent()))
                .findFirst()
                .orElseThrow(AgentProblem::notFound);
        boolean takesItOver = wish.isClaim() && agent.active();
        if (!takesItOver && !agent.answersConversations()) {
            throw AgentProblem.notAnAgent();
        }
        return agent;
    }

    private Uni<Void> takeAway(SqlConnection connection, Wish wish, WorkItem item) {
        var holder = item.agent();
        return holder == null
                ? Uni.createFrom().voidItem()
                : roster.relieve(connection, holder, 1)
                        .chain(() -> ledger.end(
                                connection,
                                List.of(item.conversation()),
                                wish.isTransfer() ? "transferred" : "reassigned"));
    }

    private Uni<Outcome> give(SqlConnection connection, Events events, Wish wish, WorkItem item, Agent agent) {
        return roster.burden(connection, agent.id())
                .chain(() ->
                        queue.assign(connection, wish.company(), List.of(item.conversation()), List.of(agent.id())))
                .map(steps -> entry(wish, item, agent, steps.get(0)))
                .call(entry -> ledger.open(connection, events, wish.company(), List.of(entry)))
                .map(entry -> new Outcome(entry.assignment(), entry.version(), item, true));
    }

    private static Entry entry(Wish wish, WorkItem item, Agent agent, Step step) {
        var assignment = new Assignment(
                UuidCreator.getTimeOrderedEpoch(),
                wish.company(),
                item.conversation(),
                agent.id(),
                agent.answersIn(item.department()),
                step.epoch(),
                kind(wish, item),
                isForced(item, agent),
                wish.caller().id(),
                step.at());
        return new Entry(assignment, Decision.byHand(item, agent), step.version(), wish.note());
    }

    /** What nobody had is not passed on but given. */
    private static Kind kind(Wish wish, WorkItem item) {
        return wish.isTransfer() && item.agent() == null ? Kind.MANUAL : wish.kind();
    }

    /** A place that was held for this very conversation counts as room. */
    private static boolean isForced(WorkItem item, Agent agent) {
        return !agent.hasRoom() && !(agent.id().equals(item.offeredTo()) && agent.load() == agent.capacity());
    }

    private void settled(Outcome outcome) {
        var made = outcome.assignment();
        var before = outcome.before();
        if (outcome.changed()) {
            meters.made(made.kind(), made.forced(), Duration.between(before.enqueuedAt(), made.assignedAt()));
            if (before.agent() != null || before.offeredTo() != null) {
                signals.workMayMove(made.company());
            }
        }
    }
}
