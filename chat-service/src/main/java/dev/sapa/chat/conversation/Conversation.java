package dev.sapa.chat.conversation;

import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
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

    @Column(nullable = false, updatable = false)
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

    @Column(nullable = false, updatable = false)
    private boolean sole;

    @Column(nullable = false, updatable = false)
    private Instant startedAt;

    private @Nullable Instant endedAt;
    private @Nullable String closeReason;
    private @Nullable Short rating;
    private @Nullable String feedback;

    @Column(updatable = false)
    private @Nullable String ipAddress;

    @Column(updatable = false)
    private @Nullable String userAgent;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Conversation() {}

    private Conversation(UUID id, long number, UUID companyId, UUID visitorId, Opening opening, Instant now) {
        this.id = id;
        this.number = number;
        this.companyId = companyId;
        this.visitorId = visitorId;
        this.channel = opening.channel();
        this.topic = opening.topic();
        this.priority = opening.priority().toString();
        this.status = Status.WAITING.toString();
        this.responder = Responder.AGENT.toString();
        this.version = 1;
        this.routable = true;
        this.sole = !opening.another();
        this.startedAt = now;
        this.ipAddress = opening.ipAddress();
        this.userAgent = opening.userAgent();
    }

    static Conversation open(UUID id, long number, UUID companyId, UUID visitorId, Opening opening, Instant now) {
        return new Conversation(id, number, companyId, visitorId, opening, now);
    }

    UUID id() {
        return id;
    }

    UUID companyId() {
        return companyId;
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
        if (!isDue(epoch)) {
            return false;
        }
        status = Status.ACTIVE.toString();
        responder = Responder.AGENT.toString();
        agentId = agent;
        departmentId = department == null ? departmentId : department;
        return changed(epoch);
    }

    /**
     * Lets the conversation wait again.
     *
     * @return false when a later decision stands already or the conversation is closed; nothing changed then
     */
    boolean giveBack(long epoch) {
        if (!isDue(epoch)) {
            return false;
        }
        status = Status.WAITING.toString();
        responder = Responder.AGENT.toString();
        agentId = null;
        return changed(epoch);
    }

    /** Ends it for good; {@code closer} must be the visitor, the assigned agent or somebody who oversees the company. */
    void close(Closer closer, Closing closing, Instant now) {
        requireOpen();
        if (!closer.may(agentId)) {
            throw ConversationProblem.notResponder();
        }
        status = Status.CLOSED.toString();
        endedAt = now;
        closeReason = closing.reason();
        rating = closing.rating() == null ? null : closing.rating().shortValue();
        feedback = closing.feedback();
        version++;
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
                List.of(),
                rating == null ? null : rating.intValue());
    }

    private void requireOpen() {
        if (Status.CLOSED.toString().equals(status)) {
            throw ConversationProblem.closed();
        }
    }

    private boolean isDue(long epoch) {
        return epoch > assignmentEpoch && !Status.CLOSED.toString().equals(status);
    }

    private boolean changed(long epoch) {
        assignmentEpoch = epoch;
        routable = true;
        version++;
        return true;
    }
}
