package dev.sapa.routing.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import dev.sapa.routing.agent.Agent;
import dev.sapa.routing.agent.AgentProblem;
import dev.sapa.routing.agent.AgentRoster;
import dev.sapa.routing.agent.AgentService;
import dev.sapa.routing.assignment.Assignment;
import dev.sapa.routing.assignment.Assignment.Kind;
import dev.sapa.routing.assignment.AssignmentLedger;
import dev.sapa.routing.assignment.AssignmentLedger.Entry;
import dev.sapa.routing.assignment.AssignmentMeters;
import dev.sapa.routing.assignment.Decision;
import dev.sapa.routing.caller.Caller.Staff;
import dev.sapa.routing.chat.ChatClient;
import dev.sapa.routing.chat.ChatClient.Known;
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
import org.jspecify.annotations.Nullable;

/** Assignments that people decide; they may exceed an agent's capacity, which is counted. */
@ApplicationScoped
class AssignmentService {

    private final EventTransactions transactions;
    private final WorkQueue queue;
    private final AgentRoster roster;
    private final AgentService agents;
    private final AssignmentLedger ledger;
    private final AssignmentMeters meters;
    private final IntakeService intake;
    private final ChatClient chat;
    private final Signals signals;

    AssignmentService(
            EventTransactions transactions,
            WorkQueue queue,
            AgentRoster roster,
            AgentService agents,
            AssignmentLedger ledger,
            AssignmentMeters meters,
            IntakeService intake,
            ChatClient chat,
            Signals signals) {
        this.transactions = transactions;
        this.queue = queue;
        this.roster = roster;
        this.agents = agents;
        this.ledger = ledger;
        this.meters = meters;
        this.intake = intake;
        this.chat = chat;
        this.signals = signals;
    }

    /** What is wanted: who asks for which conversation to be whose. */
    private record Wish(Staff caller, UUID conversation, UUID agent, boolean claim) {

        private UUID company() {
            return caller.company();
        }

        private boolean forCaller() {
            return agent.equals(caller.id());
        }

        private Kind kind() {
            return claim ? Kind.CLAIM : Kind.MANUAL;
        }
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
        var wish = new Wish(caller, conversation, agent, request.isClaim());
        if (wish.claim() && !wish.forCaller()) {
            throw ConversationProblem.claimForOther();
        }
        return decide(wish)
                .onFailure(UnknownConversation.class)
                .recoverWithUni(() -> learn(wish).chain(() -> decide(wish)))
                .onFailure(UnknownConversation.class)
                .transform(failure -> ConversationProblem.notFound())
                .invoke(this::settled)
                .chain(this::show);
    }

    private Uni<Outcome> decide(Wish wish) {
        return transactions.inConnection(Scope.of(wish.company()), (connection, events) -> queue.lock(
                        connection, wish.company(), wish.conversation())
                .onItem()
                .ifNull()
                .failWith(UnknownConversation::new)
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
            throw ConversationProblem.closed();
        }
        if (wish.agent().equals(item.agent())) {
            return ledger.current(connection, item.conversation())
                    .map(current -> new Outcome(current, item.version(), item, false));
        }
        if (wish.claim() && item.agent() != null) {
            throw ConversationProblem.taken();
        }
        var concerned =
                Stream.of(wish.agent(), item.agent()).filter(Objects::nonNull).toList();
        return roster.lock(connection, wish.company(), concerned)
                .map(locked -> chosen(wish, locked))
                .call(agent -> takeAway(connection, item))
                .chain(agent -> give(connection, events, wish, item, agent));
    }

    private static Agent chosen(Wish wish, List<Agent> locked) {
        var agent = locked.stream()
                .filter(one -> one.id().equals(wish.agent()))
                .findFirst()
                .orElseThrow(AgentProblem::notFound);
        boolean takesItOver = wish.claim() && agent.active();
        if (!takesItOver && !agent.answersConversations()) {
            throw AgentProblem.notAnAgent();
        }
        return agent;
    }

    private Uni<Void> takeAway(SqlConnection connection, WorkItem item) {
        var holder = item.agent();
        return holder == null
                ? Uni.createFrom().voidItem()
                : roster.relieve(connection, holder, 1)
                        .chain(() -> ledger.end(connection, List.of(item.conversation()), "reassigned"));
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
                wish.kind(),
                !agent.hasRoom(),
                wish.caller().id(),
                step.at());
        return new Entry(assignment, Decision.byHand(item, agent), step.version());
    }

    /** The event of the conversation has not come yet; chat-service knows it already, if it exists. */
    private Uni<Void> learn(Wish wish) {
        return chat.find(wish.conversation())
                .onItem()
                .ifNull()
                .failWith(ConversationProblem::notFound)
                .invoke(known -> requireOwn(wish, known))
                .chain(known -> intake.apply(known.conversation(), known.version(), known.startedAt()));
    }

    private static void requireOwn(Wish wish, Known known) {
        if (!known.conversation().companyId().equals(wish.company())) {
            throw ConversationProblem.notFound();
        }
    }

    private void settled(Outcome outcome) {
        var made = outcome.assignment();
        if (outcome.changed()) {
            var waited = Duration.between(outcome.before().enqueuedAt(), made.assignedAt());
            meters.made(made.kind(), made.forced(), waited);
            signalRoom(outcome.before().agent(), made.company());
        }
    }

    private void signalRoom(@Nullable UUID relieved, UUID company) {
        if (relieved != null) {
            signals.workMayMove(company);
        }
    }

    private Uni<AssignedView> show(Outcome outcome) {
        return conversation(outcome)
                .onItem()
                .ifNull()
                .failWith(ConversationProblem::closed)
                .map(conversation -> AssignedView.of(outcome.assignment(), conversation));
    }

    /** chat-service's view; what it decided itself it need not be told. */
    private Uni<JsonNode> conversation(Outcome outcome) {
        var made = outcome.assignment();
        return made.kind() == Kind.ADOPTED
                ? chat.find(made.conversation()).map(known -> known == null ? null : known.view())
                : chat.apply(AssignmentLedger.payload(made, outcome.version()));
    }

    /** Nothing is known of the conversation in the caller's company. */
    private static final class UnknownConversation extends RuntimeException {

        private static final long serialVersionUID = 1;

        private UnknownConversation() {
            super("unknown conversation", null, false, false);
        }
    }
}
