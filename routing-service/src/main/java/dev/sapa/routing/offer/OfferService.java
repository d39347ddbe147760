package dev.sapa.routing.offer;

import dev.sapa.events.OfferChanged.State;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import dev.sapa.routing.agent.AgentRoster;
import dev.sapa.routing.assignment.AssignedView;
import dev.sapa.routing.assignment.Assignment;
import dev.sapa.routing.assignment.AssignmentLedger;
import dev.sapa.routing.assignment.AssignmentMeters;
import dev.sapa.routing.assignment.Handover;
import dev.sapa.routing.caller.Caller.Staff;
import dev.sapa.routing.queue.WorkItem;
import dev.sapa.routing.queue.WorkMarks;
import dev.sapa.routing.queue.WorkQueue;
import dev.sapa.routing.signal.Signals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How offers end: by their agent's answer, by time, or because the agent left; each entry method is one transaction. */
@ApplicationScoped
class OfferService {

    private final EventTransactions transactions;
    private final OfferBook offers;
    private final WorkQueue queue;
    private final WorkMarks marks;
    private final AgentRoster roster;
    private final AssignmentLedger ledger;
    private final AssignmentMeters meters;
    private final Handover handover;
    private final OfferSettings settings;
    private final Signals signals;

    OfferService(
            EventTransactions transactions,
            OfferBook offers,
            WorkQueue queue,
            WorkMarks marks,
            AgentRoster roster,
            AssignmentLedger ledger,
            AssignmentMeters meters,
            Handover handover,
            OfferSettings settings,
            Signals signals) {
        this.transactions = transactions;
        this.offers = offers;
        this.queue = queue;
        this.marks = marks;
        this.roster = roster;
        this.ledger = ledger;
        this.meters = meters;
        this.handover = handover;
        this.settings = settings;
        this.signals = signals;
    }

    /** What stands after an offer was accepted; {@code before} is null when that was so already. */
    private record Accepted(
            Assignment assignment, long version, @Nullable WorkItem before) {}

    /** An offer as it is while its work item is locked. */
    private record Locked(WorkItem item, Offer offer) {}

    /**
     * The agent takes the conversation; answers when chat-service shows it. Accepting again answers the same.
     *
     * @return a 403, 404, 410 or 503 problem as a failure
     */
    Uni<AssignedView> accept(Staff caller, UUID offer) {
        return transactions
                .inConnection(
                        Scope.of(caller.company()), (connection, events) -> lock(connection, caller.company(), offer)
                                .invoke(locked -> requireOwn(caller, locked))
                                .chain(locked -> accept(connection, events, locked)))
                .invoke(this::count)
                .chain(accepted -> handover.show(accepted.assignment(), accepted.version(), null));
    }

    private Uni<Accepted> accept(SqlConnection connection, Events events, Locked locked) {
        var offer = locked.offer();
        if (offer.state() == State.ACCEPTED) {
            return standing(connection, locked);
        }
        if (!offer.isAnswerable()) {
            throw OfferProblem.gone();
        }
        return queue.assign(connection, offer.company(), List.of(offer.conversation()), List.of(offer.agent()))
                .map(steps -> steps.get(0))
                .chain(step -> ledger.openForeseen(connection, events, offer.accepted(step), step.version())
                        .chain(() -> offers.end(connection, events, offer, State.ACCEPTED, null))
                        .replaceWith(() -> new Accepted(offer.accepted(step), step.version(), locked.item())));
    }

    /** A repeated answer, as long as the conversation is still the agent's by it. */
    private Uni<Accepted> standing(SqlConnection connection, Locked locked) {
        return ledger.current(connection, locked.offer().conversation()).map(current -> {
            if (current == null || !current.id().equals(locked.offer().id())) {
                throw OfferProblem.gone();
            }
            return new Accepted(current, locked.item().version(), null);
        });
    }

    /** The agent does not take the conversation; others are asked. Declining again changes nothing. */
    Uni<Void> decline(Staff caller, UUID offer, @Nullable String reason) {
        return transactions
                .inConnection(
                        Scope.of(caller.company()), (connection, events) -> lock(connection, caller.company(), offer)
                                .invoke(locked -> requireOwn(caller, locked))
                                .chain(locked -> decline(connection, events, locked, reason)))
                .invoke(() -> signals.workMayMove(caller.company()));
    }

    private Uni<Void> decline(SqlConnection connection, Events events, Locked locked, @Nullable String reason) {
        var offer = locked.offer();
        if (offer.state() == State.DECLINED) {
            return Uni.createFrom().voidItem();
        }
        if (!offer.isAnswerable()) {
            throw OfferProblem.gone();
        }
        return pass(connection, events, offer, State.DECLINED, reason);
    }

    /** Ends an offer that has lapsed or whose agent has left; one that has not stays as it is. */
    Uni<Void> lapse(UUID company, UUID offer) {
        return transactions
                .inConnection(Scope.of(company), (connection, events) -> lock(connection, company, offer)
                        .chain(locked -> lapse(connection, events, locked.offer())))
                .invoke(lapsed -> {
                    if (lapsed) {
                        signals.workMayMove(company);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Boolean> lapse(SqlConnection connection, Events events, Offer offer) {
        var due = offer.due();
        if (!offer.isOpen() || due == null) {
            return Uni.createFrom().item(false);
        }
        var ended = Offer.EXPIRED.equals(due)
                ? pass(connection, events, offer, State.EXPIRED, null)
                : free(connection, events, offer, State.WITHDRAWN, due);
        return ended.replaceWith(true);
    }

    /** Ends what time or its agent ended, in the whole installation. */
    Uni<Void> lapseAll() {
        return transactions
                .readInConnection(Scope.everyCompany(), offers::due)
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndConcatenate(due -> lapse(due.company(), due.id()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** By the agent's own fault: it is not asked again for now, and does not count as idle for longer. */
    private Uni<Void> pass(SqlConnection connection, Events events, Offer offer, State state, @Nullable String reason) {
        return free(connection, events, offer, state, reason)
                .chain(() -> marks.exclude(connection, offer.conversation(), offer.agent(), settings.exclusion()));
    }

    private Uni<Void> free(SqlConnection connection, Events events, Offer offer, State state, @Nullable String reason) {
        return roster.unload(connection, offer.agent())
                .chain(() -> marks.endOffer(connection, offer.conversation()))
                .chain(() -> offers.end(connection, events, offer, state, reason));
    }

    /** Items are locked before all else, so the offer is looked up twice: for its item, and as it is while that is locked. */
    private Uni<Locked> lock(SqlConnection connection, UUID company, UUID id) {
        return find(connection, company, id)
                .chain(offer -> queue.lock(connection, company, offer.conversation()))
                .chain(item -> find(connection, company, id).map(offer -> new Locked(item, offer)));
    }

    private Uni<Offer> find(SqlConnection connection, UUID company, UUID id) {
        return offers.find(connection, company, id).onItem().ifNull().failWith(OfferProblem::notFound);
    }

    private static void requireOwn(Staff caller, Locked locked) {
        if (!locked.offer().agent().equals(caller.id())) {
            throw OfferProblem.notYours();
        }
    }

    private void count(Accepted accepted) {
        var made = accepted.assignment();
        var before = accepted.before();
        if (before != null) {
            meters.made(made.kind(), made.forced(), Duration.between(before.enqueuedAt(), made.assignedAt()));
        }
    }
}
