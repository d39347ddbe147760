package dev.sapa.routing.conversation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.events.Conversation;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import dev.sapa.routing.agent.AgentRoster;
import dev.sapa.routing.agent.AgentService;
import dev.sapa.routing.assignment.Assignment;
import dev.sapa.routing.assignment.Assignment.Kind;
import dev.sapa.routing.assignment.AssignmentLedger;
import dev.sapa.routing.caller.Caller.Staff;
import dev.sapa.routing.offer.OfferBook;
import dev.sapa.routing.queue.QueueNotices;
import dev.sapa.routing.queue.WorkItem;
import dev.sapa.routing.queue.WorkItem.State;
import dev.sapa.routing.queue.WorkQueue;
import dev.sapa.routing.queue.WorkQueue.Step;
import dev.sapa.routing.signal.Signals;
import dev.sapa.routing.topic.TopicRuleService;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Turns what chat-service says about a conversation into work. Every event carries the conversation's whole state, so
 * the newest one wins and what came late or twice changes nothing.
 */
@ApplicationScoped
class IntakeService {

    private final EventTransactions transactions;
    private final WorkQueue queue;
    private final QueueNotices notices;
    private final OfferBook offers;
    private final TopicRuleService topics;
    private final AgentRoster roster;
    private final AgentService agents;
    private final AssignmentLedger ledger;
    private final Signals signals;

    IntakeService(
            EventTransactions transactions,
            WorkQueue queue,
            QueueNotices notices,
            OfferBook offers,
            TopicRuleService topics,
            AgentRoster roster,
            AgentService agents,
            AssignmentLedger ledger,
            Signals signals) {
        this.transactions = transactions;
        this.queue = queue;
        this.notices = notices;
        this.offers = offers;
        this.topics = topics;
        this.roster = roster;
        this.agents = agents;
        this.ledger = ledger;
        this.signals = signals;
    }

    /**
     * Applies a state of the conversation, if it is newer than the one known.
     *
     * @param since since when the state holds
     */
    Uni<Void> apply(Conversation conversation, long version, Instant since) {
        return transactions
                .inConnection(Scope.of(conversation.companyId()), (connection, events) -> queue.introduce(
                                connection, conversation, since)
                        .chain(() -> queue.lock(connection, conversation.companyId(), conversation.id()))
                        .chain(item -> version <= item.conversationVersion()
                                ? Uni.createFrom().item(false)
                                : take(connection, events, item, conversation, version, since)))
                .invoke(mayMove -> signal(conversation, mayMove))
                .replaceWithVoid();
    }

    /** Whether messages of the conversation can tell routing nothing: it is known, and not held. */
    Uni<Boolean> isSettled(Conversation conversation) {
        return transactions.readInConnection(Scope.of(conversation.companyId()), connection -> queue.find(
                        connection, conversation.companyId(), conversation.id())
                .map(item -> item != null && item.state() != State.HELD));
    }

    private Uni<Boolean> take(
            SqlConnection connection,
            Events events,
            WorkItem item,
            Conversation conversation,
            long version,
            Instant since) {
        return department(connection, item, conversation)
                .map(department -> Intake.of(item, conversation, version, since, department))
                .call(intake -> release(connection, events, item, intake))
                .call(intake -> queue.describe(connection, intake.item()))
                .call(intake -> adopt(connection, intake, since))
                .call(intake -> notify(connection, events, intake, since))
                .map(intake -> intake.release() != null
                        || item.offeredTo() != null
                        || intake.item().state() == State.QUEUED);
    }

    private Uni<UUID> department(SqlConnection connection, WorkItem item, Conversation conversation) {
        boolean decided = item.conversationVersion() > 0
                && item.department() != null
                && item.topic().equals(conversation.topic());
        return decided
                ? Uni.createFrom().item(item.department())
                : topics.departmentOf(connection, conversation.companyId(), conversation.topic());
    }

    /** Takes the conversation from whoever had it or was asked to take it. */
    private Uni<Void> release(SqlConnection connection, Events events, WorkItem before, Intake intake) {
        var agent = intake.release();
        var item = intake.item();
        boolean withdrawn = before.offeredTo() != null && item.offeredTo() == null;
        if (agent == null && !withdrawn) {
            return Uni.createFrom().voidItem();
        }
        var concerned = Stream.of(agent, item.agent(), before.offeredTo())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return roster.lock(connection, item.company(), concerned)
                .chain(() -> agent == null ? Uni.createFrom().voidItem() : end(connection, item, agent))
                .chain(() -> withdrawn
                        ? offers.settle(connection, events, before, item.agent(), reason(item))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> end(SqlConnection connection, WorkItem item, UUID agent) {
        return roster.relieve(connection, agent, 1)
                .chain(() -> ledger.end(connection, List.of(item.conversation()), reason(item)));
    }

    private Uni<Void> notify(SqlConnection connection, Events events, Intake intake, Instant since) {
        var item = intake.item();
        var step = new Step(item.conversation(), item.department(), item.epoch(), item.version(), since);
        return intake.queued()
                ? notices.queued(connection, events, item.company(), List.of(step))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> adopt(SqlConnection connection, Intake intake, Instant since) {
        var agent = intake.item().agent();
        if (!intake.adopt() || agent == null) {
            return Uni.createFrom().voidItem();
        }
        return agents.introduce(connection, stranger(intake.item(), agent))
                .chain(() -> roster.lock(connection, intake.item().company(), List.of(agent)))
                .chain(() -> roster.burden(connection, agent))
                .chain(() -> ledger.openSilently(connection, adopted(intake.item(), agent, since)));
    }

    private void signal(Conversation conversation, boolean mayMove) {
        if (mayMove) {
            signals.workMayMove(conversation.companyId());
        }
    }

    private static String reason(WorkItem item) {
        return switch (item.state()) {
            case DONE -> "closed";
            case ASSIGNED -> "reassigned";
            case QUEUED -> "transferred";
            case HELD -> "handed-over";
        };
    }

    private static Assignment adopted(WorkItem item, UUID agent, Instant since) {
        return new Assignment(
                UuidCreator.getTimeOrderedEpoch(),
                item.company(),
                item.conversation(),
                agent,
                item.department(),
                item.epoch(),
                Kind.ADOPTED,
                false,
                null,
                since);
    }

    /** An agent of whom only the id is known; its staff event brings the rest. */
    private static Staff stranger(WorkItem item, UUID agent) {
        return new Staff(agent, item.company(), 0, "", "agent", List.of());
    }
}
