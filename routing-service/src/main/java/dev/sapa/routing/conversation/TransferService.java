package dev.sapa.routing.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import dev.sapa.routing.agent.AgentRoster;
import dev.sapa.routing.assignment.Assignment.Kind;
import dev.sapa.routing.assignment.AssignmentLedger;
import dev.sapa.routing.assignment.AssignmentLedger.Return;
import dev.sapa.routing.assignment.AssignmentMeters;
import dev.sapa.routing.assignment.AssignmentProblem;
import dev.sapa.routing.caller.Caller.Staff;
import dev.sapa.routing.chat.ChatClient;
import dev.sapa.routing.department.DepartmentDirectory;
import dev.sapa.routing.offer.OfferBook;
import dev.sapa.routing.offer.OfferSettings;
import dev.sapa.routing.queue.QueueNotices;
import dev.sapa.routing.queue.QueueService;
import dev.sapa.routing.queue.WorkItem;
import dev.sapa.routing.queue.WorkItem.State;
import dev.sapa.routing.queue.WorkMarks;
import dev.sapa.routing.queue.WorkQueue;
import dev.sapa.routing.queue.WorkQueue.Step;
import dev.sapa.routing.signal.Signals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conversations passed on: to a colleague, or back to waiting in the queue of a department. */
@ApplicationScoped
class TransferService {

    private static final String TRANSFERRED = "transferred";

    private final EventTransactions transactions;
    private final KnownConversations conversations;
    private final AssignmentService assignments;
    private final DepartmentDirectory departments;
    private final WorkQueue queue;
    private final WorkMarks marks;
    private final QueueNotices notices;
    private final QueueService places;
    private final OfferBook offers;
    private final OfferSettings settings;
    private final AgentRoster roster;
    private final AssignmentLedger ledger;
    private final AssignmentMeters meters;
    private final ChatClient chat;
    private final Signals signals;

    TransferService(
            EventTransactions transactions,
            KnownConversations conversations,
            AssignmentService assignments,
            DepartmentDirectory departments,
            WorkQueue queue,
            WorkMarks marks,
            QueueNotices notices,
            QueueService places,
            OfferBook offers,
            OfferSettings settings,
            AgentRoster roster,
            AssignmentLedger ledger,
            AssignmentMeters meters,
            ChatClient chat,
            Signals signals) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.assignments = assignments;
        this.departments = departments;
        this.queue = queue;
        this.marks = marks;
        this.notices = notices;
        this.places = places;
        this.offers = offers;
        this.settings = settings;
        this.roster = roster;
        this.ledger = ledger;
        this.meters = meters;
        this.chat = chat;
        this.signals = signals;
    }

    /** Who asks for which conversation to wait where. */
    private record Move(
            Staff caller,
            UUID conversation,
            UUID department,
            @Nullable String note) {

        private UUID company() {
            return caller.company();
        }
    }

    /** What stands after the transaction. */
    private record Outcome(UUID conversation, long epoch, UUID department, long position, boolean returned) {

        /** Whether chat-service shows it, or something later. */
        private boolean isShownBy(JsonNode view) {
            boolean waitsThere = !view.path("agent").hasNonNull("id")
                    && department
                            .toString()
                            .equals(view.path("department").path("id").asText());
            return waitsThere || view.path("assignment_epoch").asLong() >= epoch;
        }
    }

    /** Fails with a 403 problem unless it is the caller's to pass on. */
    static void requirePassable(Staff caller, WorkItem item) {
        if ("agent".equals(caller.role()) && !caller.id().equals(item.agent())) {
            throw ConversationProblem.notYours();
        }
    }

    /**
     * Transfers, commits, and answers when chat-service shows it.
     *
     * @return a 400, 403, 404, 409 or 503 problem as a failure
     */
    Uni<TransferredView> transfer(Staff caller, UUID conversation, TransferRequest request) {
        if (!request.namesOne()) {
            throw ConversationProblem.badTransfer();
        }
        var agent = request.agentId();
        if (agent != null) {
            var wish = new Wish(caller, conversation, agent, Kind.TRANSFER, request.note());
            return assignments.assign(wish).map(TransferredView::of);
        }
        var department = Objects.requireNonNull(request.departmentId());
        return toDepartment(new Move(caller, conversation, department, request.note()));
    }

    private Uni<TransferredView> toDepartment(Move move) {
        return conversations
                .decide(move.company(), move.conversation(), () -> decide(move))
                .invoke(outcome -> settled(move.company(), outcome))
                .chain(this::show);
    }

    private Uni<Outcome> decide(Move move) {
        return transactions.inConnection(Scope.of(move.company()), (connection, events) -> conversations
                .lock(connection, move.company(), move.conversation())
                .call(item -> departments.require(connection, move.company(), move.department()))
                .chain(item -> decide(connection, events, move, item)));
    }

    private Uni<Outcome> decide(SqlConnection connection, Events events, Move move, WorkItem item) {
        if (item.state() == State.DONE) {
            throw AssignmentProblem.conversationClosed();
        }
        if (item.state() == State.HELD) {
            throw ConversationProblem.held();
        }
        if (item.state() == State.QUEUED && move.department().equals(item.department())) {
            return places.position(connection, item)
                    .map(place -> new Outcome(item.conversation(), item.epoch(), move.department(), place, false));
        }
        requirePassable(move.caller(), item);
        return release(connection, events, item)
                .chain(() -> queue.move(connection, item, move.department()))
                .call(step -> exclude(connection, item))
                .call(step -> announce(connection, events, move, item, step))
                .chain(step -> outcome(connection, move, item, step));
    }

    /** Takes it from whoever has it or is asked to take it. */
    private Uni<Void> release(SqlConnection connection, Events events, WorkItem item) {
        var holder = item.agent();
        var concerned =
                Stream.of(holder, item.offeredTo()).filter(Objects::nonNull).toList();
        return roster.lock(connection, item.company(), concerned)
                .chain(() -> offers.settle(connection, events, item, null, TRANSFERRED))
                .chain(() -> holder == null
                        ? Uni.createFrom().voidItem()
                        : roster.relieve(connection, holder, 1)
                                .chain(() -> ledger.end(connection, List.of(item.conversation()), TRANSFERRED)));
    }

    private Uni<Void> exclude(SqlConnection connection, WorkItem item) {
        var holder = item.agent();
        return holder == null
                ? Uni.createFrom().voidItem()
                : marks.exclude(connection, item.conversation(), holder, settings.exclusion());
    }

    private Uni<Void> announce(SqlConnection connection, Events events, Move move, WorkItem item, Step step) {
        var holder = item.agent();
        if (holder == null) {
            return notices.queued(connection, events, item.company(), List.of(step));
        }
        var why = new Return(holder, TRANSFERRED, move.caller().id(), move.note());
        AssignmentLedger.announceReturn(events, item.company(), step, why);
        return queue.count(connection, item.company(), List.of(item.conversation()))
                .chain(steps -> notices.queued(connection, events, item.company(), steps));
    }

    private Uni<Outcome> outcome(SqlConnection connection, Move move, WorkItem item, Step step) {
        return places.position(connection, item, move.department())
                .map(place ->
                        new Outcome(item.conversation(), step.epoch(), move.department(), place, item.agent() != null));
    }

    private void settled(UUID company, Outcome outcome) {
        if (outcome.returned()) {
            meters.returned(TRANSFERRED, 1);
        }
        signals.workMayMove(company);
    }

    private Uni<TransferredView> show(Outcome outcome) {
        return chat.follow(outcome.conversation(), outcome::isShownBy)
                .onItem()
                .ifNull()
                .failWith(ConversationProblem::notFound)
                .map(view -> new TransferredView(
                        null, outcome.epoch(), null, outcome.department(), false, outcome.position(), view));
    }
}
