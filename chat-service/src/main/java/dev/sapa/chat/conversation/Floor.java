package dev.sapa.chat.conversation;

import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.Desk;
import dev.sapa.events.MessagePosted.Author;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may speak in a conversation at one moment: the visitor until it is closed, and for the company only the present
 * responder. It must be asked while the conversation's row is locked, so that a former agent or a late bot is refused
 * by the commit and not by a stale look.
 */
public record Floor(
        UUID conversationId,
        UUID companyId,
        UUID visitorId,
        Status status,
        Responder responder,
        @Nullable UUID agentId,
        Desk desk,
        long assignmentEpoch) {

    /** Of a conversation that is answered here. */
    Floor(
            UUID conversationId,
            UUID companyId,
            UUID visitorId,
            Status status,
            Responder responder,
            @Nullable UUID agentId) {
        this(conversationId, companyId, visitorId, status, responder, agentId, Desk.SAPA, 0);
    }

    /** What may be done about a message. */
    public enum Right {
        SPEAK,
        /** A human may take the conversation over, and then speak. */
        CLAIM_FIRST
    }

    /** Fails with "not found" when the speaker belongs to neither side, whatever the state is. */
    public void requireParty(Speaker speaker) {
        if (!companyId.equals(speaker.companyId()) || isOtherVisitor(speaker)) {
            throw ConversationProblem.notFound();
        }
    }

    /** Fails with a problem when the speaker may not speak; with "not found" when it is a stranger. */
    public Right of(Speaker speaker) {
        requireParty(speaker);
        if (status == Status.CLOSED) {
            throw ConversationProblem.closed();
        }
        return switch (speaker.author()) {
            case VISITOR -> visitor(speaker);
            case SYSTEM -> Right.SPEAK;
            case BOT -> bot();
            case AGENT -> agent(speaker);
        };
    }

    private boolean isOtherVisitor(Speaker speaker) {
        return speaker.author() == Author.VISITOR && speaker.id() != null && !visitorId.equals(speaker.id());
    }

    /** What a visitor said is written down by who has the conversation, or oversees the company. */
    private Right visitor(Speaker speaker) {
        var writer = speaker.writtenBy();
        if (writer != null && !speaker.interjecting() && !writer.equals(agentId)) {
            throw ConversationProblem.notResponder();
        }
        return Right.SPEAK;
    }

    private Right bot() {
        if (responder != Responder.BOT) {
            throw ConversationProblem.notResponder();
        }
        return Right.SPEAK;
    }

    private Right agent(Speaker speaker) {
        var deskEpoch = speaker.deskEpoch();
        if (deskEpoch != null && desk != Desk.SAPA && deskEpoch == assignmentEpoch) {
            return Right.SPEAK;
        }
        if (deskEpoch != null || desk != Desk.SAPA) {
            throw ConversationProblem.notResponder();
        }
        if (speaker.vouched() || (speaker.interjecting() && (agentId != null || responder != Responder.AGENT))) {
            return Right.SPEAK;
        }
        if (agentId == null || responder == Responder.BOT) {
            return Right.CLAIM_FIRST;
        }
        if (!agentId.equals(speaker.id())) {
            throw ConversationProblem.notResponder();
        }
        return responder == Responder.AGENT ? Right.SPEAK : Right.CLAIM_FIRST;
    }
}
