package dev.sapa.chat.conversation;

import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.Desk;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The aggregate root: the rules of everything that happens to a conversation, but for messages, whose are in {@link Floor}. */
@Entity
@Table(name = "conversation")
@SuppressWarnings("UnusedVariable") // views read the table, not the entity
class Conversation {

    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private long number;

    @Column(nullable = false, updatable = false)
    private UUID companyId;

    @Column(nullable = false)
    private UUID visitorId;

    @Column(nullable = false, updatable = false)
    private String channel;

    @Column(nullable = false)
    private String topic;

    @Column(nullable = false)
    private String priority;

    @Column(nullable = false)
    private String status;

    @Column(nullable = false)
    private String responder;

    private @Nullable UUID agentId;
    private @Nullable UUID departmentId;
    private long assignmentEpoch;
    private long version;
    private long lastSeq;
    private long visitorReadSeq;
    private long staffReadSeq;
    private long visitorUnread;
    private long staffUnread;
    private boolean routable;

    @Column(nullable = false)
    private boolean sole;

    @Column(nullable = false, updatable = false)
    private Instant startedAt;

    private @Nullable Instant endedAt;
    private @Nullable String closeReason;
    private @Nullable Short rating;
    private @Nullable String feedback;
    private String[] tags;
    private @Nullable Instant silentSince;
    private @Nullable Instant warnedAt;
    private long queueVersion;
    private @Nullable String pausedResponder;
    private boolean visitorOnline;
    private @Nullable Instant removedAt;
    private @Nullable Instant erasedAt;

    @Column(nullable = false)
    private String desk;

    private @Nullable String deskAgent;
    private boolean deskRefused;

    private @Nullable String attributes;

    @Column(updatable = false)
    private @Nullable String ipAddress;

    @Column(updatable = false)
    private @Nullable String userAgent;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Conversation() {}

    static Conversation open(UUID id, long number, UUID companyId, UUID visitorId, Opening opening, Instant now) {
        var conversation = new Conversation();
        conversation.id = id;
        conversation.number = number;
        conversation.companyId = companyId;
        conversation.visitorId = visitorId;
        conversation.channel = opening.channel();
        conversation.topic = opening.topic();
        conversation.priority = opening.priority().toString();
        conversation.status = Status.WAITING.toString();
        conversation.responder = opening.responder().toString();
        conversation.departmentId = opening.department();
        conversation.visitorOnline = true;
        conversation.version = 1;
        conversation.routable = true;
        conversation.sole = !opening.another();
        conversation.startedAt = now;
        conversation.ipAddress = opening.ipAddress();
        conversation.userAgent = opening.userAgent();
        conversation.tags = new String[0];
        conversation.desk = Desk.SAPA.toString();
        return conversation;
    }

    UUID id() {
        return id;
    }

    UUID visitorId() {
        return visitorId;
    }

    long version() {
        return version;
    }

    Instant startedAt() {
        return startedAt;
    }

    /**
     * Gives the conversation to an agent.
     *
     * @return false when a later decision stands already or the conversation is closed; nothing changed then
     */
    boolean assign(long epoch, UUID agent, @Nullable UUID department) {
        if (epoch <= assignmentEpoch || !isOpen()) {
            return false;
        }
        takeBack();
        status = Status.ACTIVE.toString();
        responder = Responder.AGENT.toString();
        agentId = agent;
        departmentId = department == null ? departmentId : department;
        return changed(epoch);
    }

    /**
     * Lets the conversation wait again, in the queue of {@code department}.
     *
     * @return false when a later decision stands already or the conversation is closed; nothing changed then
     */
    boolean giveBack(long epoch, @Nullable UUID department) {
        if (epoch <= assignmentEpoch || !isOpen()) {
            return false;
        }
        takeBack();
        status = Status.WAITING.toString();
        responder = Responder.AGENT.toString();
        agentId = null;
        departmentId = department;
        deskRefused = false;
        return changed(epoch);
    }

    /**
     * Gives it to another desk, where it waits. That is a decision like routing's, so that what routing decided just
     * before does not undo it.
     *
     * @return false when it is there already; nothing changed then
     */
    boolean handOver(Desk to) {
        if (!isOpen()) {
            throw ConversationProblem.closed();
        }
        if (comesFrom(to)) {
            throw ConversationProblem.comesFromThere();
        }
        if (desk() == to) {
            return false;
        }
        desk = to.toString();
        deskAgent = null;
        deskRefused = to == Desk.SAPA;
        status = Status.WAITING.toString();
        responder = Responder.AGENT.toString();
        agentId = null;
        return changed(assignmentEpoch + 1);
    }

    /** Whether a department of that desk draws it there: not if it was taken from there before. */
    boolean isDrawnTo(Desk other) {
        return isOpen() && desk() != other && !deskRefused && !comesFrom(other);
    }

    /**
     * Notes who answers it at its desk.
     *
     * @return false when just this was noted before
     */
    boolean join(long epoch, @Nullable String name) {
        requireAtDesk(epoch);
        if (Status.ACTIVE.toString().equals(status) && Objects.equals(deskAgent, name)) {
            return false;
        }
        status = Status.ACTIVE.toString();
        deskAgent = name;
        version++;
        return true;
    }

    /** Takes it back from a desk that cannot help; its department does not draw it there again. */
    void refuse(long epoch) {
        requireAtDesk(epoch);
        takeBack();
        deskRefused = true;
        status = Status.WAITING.toString();
        changed(assignmentEpoch + 1);
    }

    /** Fails unless another desk has it, by the decision of that epoch. */
    void requireAtDesk(long epoch) {
        if (!isOpen()) {
            throw ConversationProblem.closed();
        }
        if (desk() == Desk.SAPA || epoch != assignmentEpoch) {
            throw ConversationProblem.notResponder();
        }
    }

    /** Whether its visitor is a customer of that desk's own system, who came here from it. */
    private boolean comesFrom(Desk other) {
        return other.toString().equals(channel);
    }

    private Desk desk() {
        return Wire.desk(desk);
    }

    private void takeBack() {
        desk = Desk.SAPA.toString();
        deskAgent = null;
    }

    /**
     * Puts the waiting conversation into the queue of {@code department}; null is the company's common one.
     *
     * @param queued version of the work item, by which repeats and late ones are known
     * @return false when it does not wait, or a later decision stands already; nothing but the version is noted then
     */
    boolean queue(long queued, long epoch, @Nullable UUID department) {
        if (queued <= queueVersion) {
            return false;
        }
        queueVersion = queued;
        boolean moved = epoch > assignmentEpoch;
        boolean back = moved && isOpen() && desk() != Desk.SAPA;
        if (epoch < assignmentEpoch || !(back || Status.WAITING.toString().equals(status))) {
            return false;
        }
        if (moved) {
            takeBack();
            status = Status.WAITING.toString();
            assignmentEpoch = epoch;
            deskRefused = false;
        }
        departmentId = department;
        version++;
        return true;
    }

    /**
     * Says who answers from now on; {@code by} must be the assigned agent or somebody who oversees the company, or the
     * conversation nobody's.
     *
     * @return false when it has been so already
     */
    boolean answerBy(Responder next, Closer by) {
        if (!isOpen()) {
            throw ConversationProblem.closed();
        }
        if (agentId != null && !by.may(agentId)) {
            throw ConversationProblem.notResponder();
        }
        if (next.toString().equals(responder)) {
            return false;
        }
        pausedResponder = next == Responder.NONE ? responder : null;
        responder = next.toString();
        routable = true;
        silentSince = null;
        warnedAt = null;
        version++;
        return true;
    }

    /** Who answered before the pause; whoever answers now when there is none. */
    Responder beforePause() {
        return Wire.responder(pausedResponder == null ? responder : pausedResponder);
    }

    /** What the channel says of the visitor; no change that anybody else is told. */
    void visitorOnline(boolean online) {
        visitorOnline = online;
    }

    /** Takes it off every list; it must have ended. */
    void remove(Instant now) {
        removedAt = now;
    }

    /**
     * Forgets what it was about, and takes it off every list; what reports count stays until its row goes. It must have
     * ended.
     *
     * @return false when that was done before
     */
    boolean erase(Instant now) {
        if (erasedAt != null) {
            return false;
        }
        topic = "";
        attributes = null;
        feedback = null;
        closeReason = null;
        removedAt = removedAt == null ? now : removedAt;
        erasedAt = now;
        version++;
        return true;
    }

    /** Ends it for good; {@code closer} must be the visitor, the assigned agent or somebody who oversees the company. */
    void close(Closer closer, Closing closing, Instant now) {
        if (!isOpen()) {
            throw ConversationProblem.closed();
        }
        if (!closer.may(agentId)) {
            throw ConversationProblem.notResponder();
        }
        status = Status.CLOSED.toString();
        endedAt = now;
        closeReason = closing.reason();
        if (closing.rating() != null && rating == null) {
            rating = closing.rating().shortValue();
        }
        feedback = feedback == null ? closing.feedback() : feedback;
        version++;
    }

    /**
     * Takes the visitor's rating, once; also after the close.
     *
     * @param stars 1 (bad) to 5 (good)
     * @return false when just this was said before
     */
    boolean rate(int stars, @Nullable String words) {
        if (rating != null) {
            if (rating != stars || (words != null && !words.equals(feedback))) {
                throw ConversationProblem.alreadyRated();
            }
            return false;
        }
        rating = (short) stars;
        feedback = words == null ? feedback : words;
        version++;
        return true;
    }

    void tag(List<String> names) {
        tags = names.stream().sorted().toArray(String[]::new);
        version++;
    }

    /**
     * Makes people the ones who answer.
     *
     * @return false when they do already, or it is closed; nothing changed then
     */
    boolean handOver() {
        if (!isOpen() || Responder.AGENT.toString().equals(responder)) {
            return false;
        }
        responder = Responder.AGENT.toString();
        pausedResponder = null;
        status = (agentId == null ? Status.WAITING : Status.ACTIVE).toString();
        routable = true;
        version++;
        return true;
    }

    /** Says by what it is routed from now on; what is null stays. The caller tells it with what it does next. */
    void direct(
            @Nullable String newTopic,
            @Nullable String newPriority,
            @Nullable UUID department,
            Map<String, String> wishes) {
        topic = newTopic == null ? topic : newTopic;
        priority = newPriority == null ? priority : newPriority;
        departmentId = department == null ? departmentId : department;
        attributes = wishes.isEmpty() ? attributes : Wire.text(wishes);
    }

    /** Something that belongs to it changed. */
    void touch() {
        version++;
    }

    /** Takes the place of the next message; the suite's own counts for the visitor as the company's do. */
    long say() {
        lastSeq++;
        version++;
        visitorUnread++;
        return lastSeq;
    }

    /**
     * Makes it the conversation of another visitor.
     *
     * @param beside whether that one has an open conversation on the channel already, beside which this one may stand
     */
    void adopt(UUID visitor, boolean beside) {
        visitorId = visitor;
        sole = sole && !beside;
        version++;
    }

    /** Notes that the visitor was told that its silence ends it. */
    void warn(Instant now) {
        warnedAt = now;
    }

    boolean isOpen() {
        return !Status.CLOSED.toString().equals(status);
    }

    /**
     * Moves a side's read horizon; it only ever advances, and never beyond the last message.
     *
     * @return the new horizon; 0 when it stayed
     */
    long read(Side side, long seq) {
        var horizon = Math.min(seq, lastSeq);
        if (horizon <= (side == Side.VISITOR ? visitorReadSeq : staffReadSeq)) {
            return 0;
        }
        if (side == Side.VISITOR) {
            visitorReadSeq = horizon;
        } else {
            staffReadSeq = horizon;
        }
        return horizon;
    }

    /** Makes it what a demonstration shows: nobody has acted on it yet, so routing leaves it alone. */
    void prepare(Responder answering, @Nullable UUID agent, boolean online) {
        status = (agent == null ? Status.WAITING : Status.ACTIVE).toString();
        responder = answering.toString();
        pausedResponder = answering == Responder.NONE ? Responder.BOT.toString() : null;
        agentId = agent;
        visitorOnline = online;
        routable = false;
    }

    /** Takes the place of the next message of {@code side}, which the other one may have read already. */
    long hear(Side side, boolean read) {
        lastSeq++;
        version++;
        if (side == Side.VISITOR) {
            staffUnread += read ? 0 : 1;
            staffReadSeq = read ? lastSeq : staffReadSeq;
        } else {
            visitorUnread += read ? 0 : 1;
            visitorReadSeq = read ? lastSeq : visitorReadSeq;
        }
        return lastSeq;
    }

    void unread(Side side, long count) {
        if (side == Side.VISITOR) {
            visitorUnread = count;
        } else {
            staffUnread = count;
        }
    }

    dev.sapa.events.Conversation facts() {
        return new dev.sapa.events.Conversation(
                id,
                number,
                companyId,
                visitorId,
                channel,
                topic,
                Wire.priority(priority),
                Wire.status(status),
                Wire.responder(responder),
                agentId,
                departmentId,
                assignmentEpoch,
                lastSeq,
                routable,
                List.of(tags),
                rating == null ? null : rating.intValue(),
                desk(),
                Wire.attributes(attributes));
    }

    private boolean changed(long epoch) {
        assignmentEpoch = epoch;
        pausedResponder = null;
        routable = true;
        silentSince = null; // whoever answers now has said nothing yet
        warnedAt = null;
        version++;
        return true;
    }
}
