package dev.sapa.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation's status, responder, agent or department changed.
 *
 * @param version counts every change of this conversation, messages included, from 1, without gaps
 * @param actorId the staff user who did it; null when the visitor or the suite itself did
 * @param reason  what the actor gave as a reason, if any
 */
public record ConversationChanged(
        Conversation conversation,
        long version,
        Cause cause,
        @Nullable UUID actorId,
        @Nullable String reason,
        Instant changedAt) {

    public static final String TYPE = "sapa.chat.conversation-changed.v1";

    public enum Cause {
        ASSIGNED,
        AUTO_ASSIGNED,
        CLAIMED,
        RETURNED,
        TRANSFERRED,
        CLOSED;

        @Override
        public String toString() {
            return Wire.name(this);
        }
    }
}
