package dev.sapa.chat.conversation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.chat.access.Caller;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The use cases that change a conversation, messages excepted; each is one transaction. */
@ApplicationScoped
public class ConversationService {

    private final ConversationRepository conversations;
    private final ConversationReading reading;
    private final EventTransactions transactions;
    private final Clock clock;

    ConversationService(
            ConversationRepository conversations,
            ConversationReading reading,
            EventTransactions transactions,
            Clock clock) {
        this.conversations = conversations;
        this.reading = reading;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What a visitor has open.
     *
     * @param created whether it was opened just now
     */
    public record Opened(UUID id, boolean created) {}

    /**
     * Opens a conversation inside the caller's transaction, in which the visitor's row must be locked; or finds the open
     * one on the channel, unless the opening wants another.
     */
    public Uni<Opened> open(Events events, UUID company, UUID visitor, Opening opening) {
        if (opening.another()) {
            return create(events, company, visitor, opening);
        }
        return conversations
                .newestOpen(visitor, opening.channel())
                .chain(open -> open != null
                        ? Uni.createFrom().item(new Opened(open.id(), false))
                        : create(events, company, visitor, opening));
    }

    private Uni<Opened> create(Events events, UUID company, UUID visitor, Opening opening) {
        return conversations
                .nextNumber()
                .map(number -> Conversation.open(
                        UuidCreator.getTimeOrderedEpoch(), number, company, visitor, opening, clock.instant()))
                .chain(conversations::persistAndFlush)
                .invoke(conversation -> events.record(ConversationEvents.started(conversation)))
                .map(conversation -> new Opened(conversation.id(), true));
    }

    /**
     * Gives the conversation to an agent, unless a later decision of routing stands already or it is closed.
     *
     * @param cause {@code assigned}, {@code auto_assigned} or {@code claimed}
     */
    public Uni<Void> assign(
            UUID company,
            UUID id,
            long epoch,
            UUID agent,
            @Nullable UUID department,
            Cause cause,
            @Nullable UUID actor) {
        return changing(company, id, (conversation, events) -> {
            if (conversation.assign(epoch, agent, department)) {
                events.record(ConversationEvents.changed(
                        conversation,
                        cause,
                        actor == null ? Author.SYSTEM : Author.AGENT,
                        actor,
                        null,
                        clock.instant()));
            }
            return Uni.createFrom().voidItem();
        });
    }

    /** Lets the conversation wait again, unless a later decision of routing stands already or it is closed. */
    public Uni<Void> giveBack(UUID company, UUID id, long epoch, String reason) {
        return changing(company, id, (conversation, events) -> {
            if (conversation.giveBack(epoch)) {
                events.record(ConversationEvents.changed(
                        conversation, Cause.RETURNED, Author.SYSTEM, null, reason, clock.instant()));
            }
            return Uni.createFrom().voidItem();
        });
    }

    Uni<ConversationView> view(Caller caller, UUID id) {
        var side = ConversationReading.side(caller);
        return reading.read(caller, id, (connection, state) -> Uni.createFrom().item(state.view(side, null)));
    }

    Uni<ConversationView> close(Caller caller, UUID id, Closing closing) {
        var closer = caller instanceof Caller.Staff staff
                ? new Closer(staff.id(), staff.oversees())
                : new Closer(null, false);
        return view(caller, id)
                .chain(seen -> changing(seen.companyId(), id, (conversation, events) -> {
                    conversation.close(closer, closing, clock.instant());
                    events.record(ConversationEvents.changed(
                            conversation,
                            Cause.CLOSED,
                            closer.staffId() == null ? Author.VISITOR : Author.AGENT,
                            closer.staffId(),
                            closing.reason(),
                            clock.instant()));
                    return Uni.createFrom().voidItem();
                }))
                .chain(() -> view(caller, id));
    }

    /** Moves the read horizon of the caller's side. */
    Uni<Void> read(Caller caller, UUID id, long seq) {
        var side = ConversationReading.side(caller);
        return view(caller, id)
                .chain(seen -> changing(
                        seen.companyId(),
                        id,
                        (conversation, events) -> advance(conversation, events, side, caller, seq)));
    }

    private Uni<Void> advance(Conversation conversation, Events events, Side side, Caller caller, long seq) {
        var horizon = conversation.read(side, seq);
        if (horizon == 0) {
            return Uni.createFrom().voidItem();
        }
        var reader = caller instanceof Caller.Staff staff ? staff.id() : conversation.visitorId();
        events.record(ConversationEvents.read(conversation, side, reader, horizon, clock.instant()));
        return conversations
                .markRead(conversation.id(), side, horizon, clock.instant())
                .chain(() -> conversations.countUnread(conversation.id(), side, horizon))
                .invoke(count -> conversation.unread(side, count))
                .replaceWithVoid();
    }

    private Uni<Void> changing(UUID company, UUID id, BiFunction<Conversation, Events, Uni<Void>> change) {
        return transactions.inSession(Scope.of(company), events -> conversations
                .lock(id)
                .onItem()
                .ifNull()
                .failWith(ConversationProblem::notFound)
                .chain(conversation -> change.apply(conversation, events)));
    }
}
