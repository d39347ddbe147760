package dev.sapa.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation changed otherwise than by a message: its status, responder, agent, department, visitor, tags, contact or
 * rating.
 *
 * @param version counts every change of this conversation, messages included, from 1, without gaps
 * @param actor   which side did it: {@code system} is the suite itself; null in records older than this member
 * @param actorId the staff user who did it; null when the visitor or the suite itself did
 * @param reason  what the actor gave as a reason, if any
 */
public record ConversationChanged(
        Conversation conversation,
        long version,
        Cause cause,
        MessagePosted.@Nullable Author actor,
        @Nullable UUID actorId,
        @Nullable String reason,
        Instant changedAt) {

    public static final String TYPE = "sapa.chat.conversation-changed.v1";

    public enum Cause {
        /** Routing put it into the queue of a department, or said that it belongs to none. */
        QUEUED,
        ASSIGNED,
        AUTO_ASSIGNED,
        CLAIMED,
        RETURNED,
        TRANSFERRED,
        /** People of the company answer from now on; a bot or nobody did before. */
        HANDED_OVER,
        /** Its visitor was found to be one known already; it belongs to that one now. */
        LINKED,
        CONTACT_ADDED,
        TAGGED,
        RATED,
        /** Somebody else answers now: the bot, an agent, or nobody while it is paused. */
        RESPONDER_CHANGED,
        /** What an agent had said was corrected or taken back. */
        MESSAGE_AMENDED,
        CLOSED,
        /** What was said in it, and whose it was, is gone for good; who keeps something of it forgets it, too. */
        ERASED;

        @Override
        public String toString() {
            return Wire.name(this);
        }
    }
}
