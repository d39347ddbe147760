package dev.sapa.chat.conversation;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.log.Action;
import dev.sapa.chat.log.ActivityLog;
import dev.sapa.chat.log.Actor;
import dev.sapa.chat.log.Deed;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.events.DeliveryChanged;
import dev.sapa.events.DeliveryChanged.State;
import dev.sapa.events.Desk;
import dev.sapa.events.MessagePosted;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.relay.Events;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation inside the transaction that holds its lock. Whatever is done to it here is told to the other services
 * and written into its log with that transaction, in the order of the calls; each must be awaited before the next.
 */
public final class LockedConversation {

    private static final String AGENT = "agent_id";
    private static final String DEPARTMENT = "department_id";
    private static final String DESK = "desk";

    private final Conversation conversation;
    private final ConversationRepository repository;
    private final ActivityLog log;
    private final Events events;
    private final Instant now;

    LockedConversation(
            Conversation conversation, ConversationRepository repository, ActivityLog log, Events events, Instant now) {
        this.conversation = conversation;
        this.repository = repository;
        this.log = log;
        this.events = events;
        this.now = now;
    }

    /** As it stands now, all calls so far included. */
    public dev.sapa.events.Conversation facts() {
        return conversation.facts();
    }

    public UUID id() {
        return conversation.id();
    }

    public boolean isOpen() {
        return conversation.isOpen();
    }

    /** When this transaction began to work on it. */
    public Instant now() {
        return now;
    }

    Conversation aggregate() {
        return conversation;
    }

    Events events() {
        return events;
    }

    /**
     * Gives it to an agent, unless a later decision of routing stands already or it is closed.
     *
     * @param cause {@code assigned}, {@code auto_assigned}, {@code claimed} or {@code transferred}
     * @param note  for the agent, from whoever decided
     */
    public Uni<Void> assign(
            long epoch, UUID agent, @Nullable UUID department, Cause cause, Actor actor, @Nullable String note) {
        if (!conversation.assign(epoch, agent, department)) {
            return Uni.createFrom().voidItem();
        }
        return tell(
                cause, null, decided(cause, actor).with(AGENT, agent.toString()).with(Deed.NOTE, note));
    }

    /**
     * Lets it wait again, unless a later decision of routing stands already or it is closed.
     *
     * @param cause {@code returned} or {@code transferred}
     */
    public Uni<Void> giveBack(
            long epoch, @Nullable UUID department, Cause cause, Actor actor, String reason, @Nullable String note) {
        if (!conversation.giveBack(epoch, department)) {
            return Uni.createFrom().voidItem();
        }
        return tell(cause, reason, decided(cause, actor).with("reason", reason).with(Deed.NOTE, note));
    }

    /**
     * Notes in which queue it waits; late and repeated words of routing change nothing.
     *
     * @param queued     version of the work item
     * @param desk       of the department: another one than ours draws it there
     * @param closedText what the visitor is to be told, if it has not been told yet; null for nothing
     */
    public Uni<Void> queue(long queued, long epoch, @Nullable UUID department, Desk desk, @Nullable String closedText) {
        if (!conversation.queue(queued, epoch, department)) {
            return Uni.createFrom().voidItem();
        }
        if (isDrawnTo(desk)) {
            return tell(Cause.QUEUED, null, decided(Cause.QUEUED, Actor.SYSTEM))
                    .chain(() -> handOver(desk, Actor.SYSTEM, null));
        }
        return tell(Cause.QUEUED, null, decided(Cause.QUEUED, Actor.SYSTEM))
                .chain(() -> closedText == null ? Uni.createFrom().item(true) : repository.hasSaid(id(), closedText))
                .chain(silent -> silent || closedText == null ? Uni.createFrom().voidItem() : inform(closedText));
    }

    /** Lets people of the company answer it from now on, if a bot or nobody did; it waits unless an agent has it. */
    public Uni<Void> handOver(Actor actor) {
        return conversation.handOver()
                ? tell(Cause.HANDED_OVER, null, Deed.of(Action.HANDED_OVER, actor))
                : Uni.createFrom().voidItem();
    }

    /**
     * Says by what it is to be routed, before it is handed over; what is null or empty stays.
     *
     * @param priority {@code low}, {@code normal}, {@code high} or {@code urgent}
     * @param wishes   of who answers it, by name
     */
    public void direct(
            @Nullable String topic, @Nullable String priority, @Nullable UUID department, Map<String, String> wishes) {
        conversation.direct(topic, priority, department, wishes);
    }

    /**
     * Lets its department have it answered where the department's desk is.
     *
     * @param desk of the department
     */
    public Uni<Void> drawTo(Desk desk) {
        return isDrawnTo(desk)
                ? handOver(desk, Actor.SYSTEM, null)
                : Uni.createFrom().voidItem();
    }

    private boolean isDrawnTo(Desk desk) {
        return desk != Desk.SAPA && conversation.isDrawnTo(desk);
    }

    /** Gives it to another desk, or takes it back to ours; where it is already nothing changes. */
    public Uni<Void> handOver(Desk desk, Actor actor, @Nullable String reason) {
        if (!conversation.handOver(desk)) {
            return Uni.createFrom().voidItem();
        }
        return tell(
                Cause.TRANSFERRED,
                reason,
                decided(Cause.TRANSFERRED, actor).with(DESK, desk.toString()).with("reason", reason));
    }

    /** Notes who answers it at the desk that has it; fails when that desk has it no more. */
    public Uni<Void> joinedAtDesk(long epoch, @Nullable String name) {
        if (!conversation.join(epoch, name)) {
            return Uni.createFrom().voidItem();
        }
        var deed = Deed.of(Action.CLAIMED, new Actor(Author.AGENT, null))
                .with(DESK, conversation.facts().desk().toString())
                .with("agent_name", name);
        return tell(Cause.CLAIMED, null, deed);
    }

    /** Lets it wait here again, because the desk that has it cannot help; the visitor is told. */
    public Uni<Void> refusedByDesk(long epoch, String reason, @Nullable String text) {
        conversation.refuse(epoch);
        return tell(
                        Cause.RETURNED,
                        reason,
                        decided(Cause.RETURNED, Actor.SYSTEM).with("reason", reason))
                .chain(() -> text == null ? Uni.createFrom().voidItem() : inform(text));
    }

    /** Closes it because the desk that has it is through. */
    public Uni<Void> endedAtDesk(long epoch, String reason) {
        conversation.requireAtDesk(epoch);
        return close(new Closer(new Actor(Author.AGENT, null), true), Closing.because(reason));
    }

    /** Fails unless another desk has it, by the decision of that epoch. */
    public void requireAtDesk(long epoch) {
        conversation.requireAtDesk(epoch);
    }

    /** Posts a message of the suite itself that is meant for the visitor, by whatever way it is reached. */
    public Uni<Void> inform(String text) {
        return inform(text, text);
    }

    /**
     * The same where a part of it is meant for the company's people alone.
     *
     * @param outside what goes out where a provider carries the conversation
     */
    public Uni<Void> inform(String text, String outside) {
        return post(text, null, outside);
    }

    /** Posts a message of the suite itself about the case, which can be told by its {@code client_msg_id}. */
    public Uni<Void> say(String text, String clientMsgId) {
        return post(text, clientMsgId, null);
    }

    /** Posts a message of the suite itself that can be told by its {@code client_msg_id}, unless it has said just this. */
    public Uni<Void> sayOnce(String text, String clientMsgId) {
        return repository
                .hasSaid(id(), text)
                .chain(said -> said ? Uni.createFrom().voidItem() : post(text, clientMsgId, null));
    }

    private Uni<Void> post(String text, @Nullable String clientMsgId, @Nullable String outside) {
        return repository
                .nextMessageNumber()
                .invoke(conversation::say)
                .map(number -> SystemMessage.of(
                        number, conversation.facts(), conversation.version(), text, clientMsgId, outside, now))
                .invoke(message -> events.record(ConversationEvents.of(
                        MessagePosted.TYPE, message.conversation(), message.version(), message.event())))
                .chain(repository::insert);
    }

    /**
     * Tells the visitor that its silence will end the conversation.
     *
     * @param at by the database's clock, which silence is measured with
     */
    public Uni<Void> warn(String text, Instant at) {
        conversation.warn(at);
        return inform(text).chain(() -> log(Deed.of(Action.WARNED, Actor.SYSTEM)));
    }

    /** Closes it in the suite's own name. */
    public Uni<Void> close(String reason) {
        return close(new Closer(Actor.SYSTEM, true), Closing.because(reason));
    }

    Uni<Void> close(Closer closer, Closing closing) {
        conversation.close(closer, closing, now);
        var rating = closing.rating();
        return tell(
                        Cause.CLOSED,
                        closing.reason(),
                        Deed.of(Action.CLOSED, closer.actor()).with("reason", closing.reason()))
                .chain(() -> rating == null ? Uni.createFrom().voidItem() : log(rated(rating, closer.actor())));
    }

    /** Takes the rating; the same once more changes nothing, another one fails with a problem. */
    public Uni<Void> rate(int stars, @Nullable String words, Actor actor) {
        return conversation.rate(stars, words)
                ? tell(Cause.RATED, null, rated(stars, actor))
                : Uni.createFrom().voidItem();
    }

    /** Gives it these tags in place of those it had; {@code deed} says which one came or went. */
    public Uni<Void> tag(List<String> names, Deed deed) {
        conversation.tag(names);
        return tell(Cause.TAGGED, null, deed);
    }

    /** Says who answers from now on; the same once more changes nothing. */
    public Uni<Void> answerBy(Responder next, Caller caller) {
        return conversation.answerBy(next, Closer.of(caller))
                ? tell(Cause.RESPONDER_CHANGED, null, answering(Actor.of(caller)))
                : Uni.createFrom().voidItem();
    }

    /** Lets whoever answered before the pause answer again. */
    public Uni<Void> resume(Caller caller) {
        return answerBy(conversation.beforePause(), caller);
    }

    /** Lets the agent who has it answer, be it the bot's turn or a pause. */
    public Uni<Void> takeOver(UUID agent) {
        var actor = Actor.staff(agent);
        return isOpen()
                        && agent.equals(conversation.facts().agentId())
                        && conversation.answerBy(Responder.AGENT, new Closer(actor, false))
                ? tell(Cause.RESPONDER_CHANGED, null, answering(actor))
                : Uni.createFrom().voidItem();
    }

    /** The bot gives it to the company's people, and says so; nothing happens when it is not the bot's any more. */
    public Uni<Void> handOver(String reason, String text) {
        if (!isOpen() || conversation.facts().responder() != Responder.BOT) {
            return Uni.createFrom().voidItem();
        }
        var bot = new Actor(Author.BOT, null);
        conversation.answerBy(Responder.AGENT, new Closer(bot, true));
        return tell(Cause.RESPONDER_CHANGED, reason, answering(bot).with("reason", reason))
                .chain(() -> inform(text));
    }

    /** Notes what the channel says of the visitor. */
    public void visitorOnline(boolean online) {
        conversation.visitorOnline(online);
    }

    /** Sets how many of the visitor's messages count as unread. */
    public void unread(long count) {
        conversation.unread(Side.STAFF, count);
    }

    /** Ends it if it has not ended, and takes it off every list. */
    public Uni<Void> remove(Caller caller) {
        var ended = isOpen()
                ? close(Closer.of(caller), Closing.because("removed"))
                : Uni.createFrom().voidItem();
        return ended.invoke(() -> conversation.remove(now)).chain(() -> log(Deed.of(Action.REMOVED, Actor.of(caller))));
    }

    /**
     * Forgets what it was about, and lets everybody who keeps something of it forget that, too.
     *
     * @return false when that was done before
     */
    public boolean erase() {
        var first = conversation.erase(now);
        if (first) {
            events.record(ConversationEvents.changed(conversation, Cause.ERASED, Actor.SYSTEM, null, now));
        }
        return first;
    }

    /**
     * Changes the text of one of its messages.
     *
     * @param text   null takes it back
     * @param action {@code MESSAGE_EDITED} or {@code MESSAGE_DELETED}
     */
    public Uni<Void> amend(UUID message, @Nullable String text, Action action, Caller caller) {
        conversation.touch();
        return repository
                .amend(message, text, now)
                .chain(() -> tell(
                        Cause.MESSAGE_AMENDED,
                        action.toString(),
                        Deed.of(action, Actor.of(caller)).with("message_id", message.toString())));
    }

    /**
     * Says how one of its messages fares with the provider that carries it.
     *
     * @param message named so, at that position
     */
    public void fares(UUID message, long seq, State state, @Nullable String reason) {
        events.record(ConversationEvents.delivery(
                conversation.facts(),
                new DeliveryChanged(id(), facts().companyId(), message, seq, state, reason, now)));
    }

    /** Says that its contact is another one now. */
    public Uni<Void> contactAdded(Actor actor) {
        conversation.touch();
        return tell(Cause.CONTACT_ADDED, null, Deed.of(Action.CONTACT_ADDED, actor));
    }

    /** Says that its visitor turned out to have that account. */
    public Uni<Void> linked(Actor actor, String account) {
        conversation.touch();
        return tell(Cause.LINKED, null, linkage(actor, account));
    }

    /**
     * Makes it another visitor's, who turned out to be the same person.
     *
     * @param beside whether that one has an open conversation on the channel already
     */
    public Uni<Void> adopt(UUID visitor, boolean beside, Actor actor, String account) {
        conversation.adopt(visitor, beside);
        return tell(Cause.LINKED, null, linkage(actor, account));
    }

    private Uni<Void> tell(Cause cause, @Nullable String reason, Deed deed) {
        events.record(ConversationEvents.changed(conversation, cause, deed.actor(), reason, now));
        return log(deed);
    }

    private Uni<Void> log(Deed deed) {
        return log.write(conversation.facts(), conversation.version(), deed, now);
    }

    private Deed decided(Cause cause, Actor actor) {
        var department = conversation.facts().departmentId();
        return Deed.of(Action.valueOf(cause.name()), actor)
                .with(DEPARTMENT, department == null ? null : department.toString());
    }

    private Deed answering(Actor actor) {
        return Deed.of(Action.RESPONDER_CHANGED, actor)
                .with("responder", conversation.facts().responder().toString());
    }

    private static Deed rated(int stars, Actor actor) {
        return Deed.of(Action.RATED, actor).with("rating", stars);
    }

    private static Deed linkage(Actor actor, String account) {
        return Deed.of(Action.LINKED, actor).with("oss_user_id", account);
    }
}
