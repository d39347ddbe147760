package dev.sapa.chat.conversation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.chat.access.Caller;
import dev.sapa.chat.log.Action;
import dev.sapa.chat.log.ActivityLog;
import dev.sapa.chat.log.Actor;
import dev.sapa.chat.log.Deed;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.MessagePosted;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** The use cases that change a conversation, messages excepted; each is one transaction. */
@ApplicationScoped
public class ConversationService {

    /** Why a conversation ended that its visitor closed without a word: before, or after an agent had it. */
    private static final String CANCELLED = "cancelled";

    private static final String ENDED_BY_VISITOR = "ended-by-visitor";

    /** Who read at another desk has no id here. */
    private static final UUID NOBODY_OF_OURS = new UUID(0, 0);

    private final ConversationRepository conversations;
    private final ConversationReading reading;
    private final ActivityLog log;
    private final EventTransactions transactions;
    private final Clock clock;

    ConversationService(
            ConversationRepository conversations,
            ConversationReading reading,
            ActivityLog log,
            EventTransactions transactions,
            Clock clock) {
        this.conversations = conversations;
        this.reading = reading;
        this.log = log;
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

    /** Writes a conversation of a demonstration, with what was said in it, inside the caller's transaction. */
    public Uni<Void> prepare(Events events, UUID company, UUID visitor, Prepared prepared) {
        return conversations
                .nextNumber()
                .map(number -> Conversation.open(
                        prepared.id(), number, company, visitor, prepared.opening(), prepared.startedAt()))
                .invoke(conversation ->
                        conversation.prepare(prepared.opening().responder(), prepared.agent(), prepared.online()))
                .chain(conversations::persistAndFlush)
                .invoke(conversation -> events.record(ConversationEvents.started(conversation)))
                .call(conversation -> sayAll(events, conversation, prepared.lines()))
                .replaceWithVoid();
    }

    /** Whether there is one, be it on a list or not; inside the caller's session. */
    public Uni<Boolean> exists(UUID id) {
        return conversations.findById(id).map(Objects::nonNull);
    }

    private Uni<Void> sayAll(Events events, Conversation conversation, List<Prepared.Line> lines) {
        var all = Uni.createFrom().voidItem();
        for (var line : lines) {
            all = all.chain(conversations::nextMessageNumber)
                    .map(number -> line.said(conversation, number))
                    .invoke(said -> events.record(
                            ConversationEvents.of(MessagePosted.TYPE, said.conversation(), said.version(), said)))
                    .chain(said -> conversations.insert(said, line.read()));
        }
        return all;
    }

    /** The same, but any open conversation of the visitor will do, the newest first. */
    public Uni<Opened> openAnywhere(Events events, UUID company, UUID visitor, Opening opening) {
        return conversations
                .newestOpen(visitor)
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
                .call(conversation -> log.write(
                        conversation.facts(),
                        conversation.version(),
                        Deed.of(Action.STARTED, Actor.VISITOR),
                        conversation.startedAt()))
                .map(conversation -> new Opened(conversation.id(), true));
    }

    /** Does something to one conversation, in one transaction that holds its lock; fails with "not found" without one. */
    public <T> Uni<T> changing(UUID company, UUID id, Function<LockedConversation, Uni<T>> change) {
        return transactions.inSession(
                Scope.of(company), events -> lock(events, id).chain(locked -> change.apply(locked)));
    }

    /** The same for a caller who must be one that may see it, and sees it afterwards. */
    public Uni<ConversationView> changing(Caller caller, UUID id, Function<LockedConversation, Uni<Void>> change) {
        return view(caller, id)
                .chain(seen -> changing(seen.companyId(), id, change))
                .chain(() -> view(caller, id));
    }

    /** The conversation, locked in the caller's transaction; fails with "not found" without one. */
    public Uni<LockedConversation> lock(Events events, UUID id) {
        return conversations
                .lock(id)
                .onItem()
                .ifNull()
                .failWith(ConversationProblem::notFound)
                .map(conversation -> locked(conversation, events));
    }

    /** All conversations of some visitors, locked in the caller's transaction. */
    public Uni<List<LockedConversation>> lockAllOf(Events events, Collection<UUID> visitors) {
        return conversations.lockAllOf(visitors).map(found -> locked(found, events));
    }

    /** Those of the conversations that are open, locked in the caller's transaction. */
    public Uni<List<LockedConversation>> lockOpen(Events events, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : conversations.lockOpen(ids).map(found -> locked(found, events));
    }

    /** The conversation as the caller sees it; fails with "not found" when it may not. */
    public Uni<ConversationView> view(Caller caller, UUID id) {
        var side = ConversationReading.side(caller);
        return reading.read(caller, id, (connection, state) -> Uni.createFrom().item(state.view(side, null)));
    }

    /** The conversation as the company sees it; fails with "not found" when it has none of that id. */
    public Uni<ConversationView> staffView(UUID company, UUID id) {
        return reading.read(new Caller.Bot(company, null, null), id, (connection, state) -> Uni.createFrom()
                .item(state.view(Side.STAFF, null)));
    }

    Uni<ConversationView> close(Caller caller, UUID id, Closing closing) {
        var closer = Closer.of(caller);
        return changing(caller, id, locked -> locked.close(closer, reasoned(locked, closer, closing)));
    }

    /** Moves the read horizon of the caller's side. */
    Uni<Void> read(Caller caller, UUID id, long seq) {
        var side = ConversationReading.side(caller);
        return view(caller, id)
                .chain(seen ->
                        changing(seen.companyId(), id, locked -> advance(locked, side, reader(caller, locked), seq)));
    }

    private static UUID reader(Caller caller, LockedConversation locked) {
        return caller instanceof Caller.Staff staff
                ? staff.id()
                : locked.aggregate().visitorId();
    }

    /** Moves the company's read horizon, for the desk that has the conversation by the decision of that epoch. */
    public Uni<Void> readAtDesk(UUID company, UUID id, long epoch, long seq) {
        return changing(company, id, locked -> {
            locked.requireAtDesk(epoch);
            return advance(locked, Side.STAFF, NOBODY_OF_OURS, seq);
        });
    }

    /** The visitor has read up to there, as the channel says. */
    public Uni<Void> readByVisitor(UUID company, UUID id, long seq) {
        return changing(
                company,
                id,
                locked -> advance(locked, Side.VISITOR, locked.aggregate().visitorId(), seq));
    }

    private static Closing reasoned(LockedConversation locked, Closer closer, Closing closing) {
        if (closer.actor().side() != Author.VISITOR) {
            return closing;
        }
        return closing.or(locked.facts().status() == Status.WAITING ? CANCELLED : ENDED_BY_VISITOR);
    }

    private Uni<Void> advance(LockedConversation locked, Side side, UUID reader, long seq) {
        var conversation = locked.aggregate();
        var horizon = conversation.read(side, seq);
        if (horizon == 0) {
            return Uni.createFrom().voidItem();
        }
        locked.events().record(ConversationEvents.read(conversation, side, reader, horizon, locked.now()));
        return conversations
                .markRead(conversation.id(), side, horizon, locked.now())
                .chain(() -> conversations.countUnread(conversation.id(), side, horizon))
                .invoke(count -> conversation.unread(side, count))
                .replaceWithVoid();
    }

    private List<LockedConversation> locked(List<Conversation> found, Events events) {
        return found.stream().map(conversation -> locked(conversation, events)).toList();
    }

    private LockedConversation locked(Conversation conversation, Events events) {
        return new LockedConversation(conversation, conversations, log, events, clock.instant());
    }
}
