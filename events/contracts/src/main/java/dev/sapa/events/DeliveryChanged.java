package dev.sapa.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a message fares with the provider that carries it to the customer. Has no aggregate version: of one message the
 * latest {@code changedAt} holds.
 *
 * @param seq    the message's position within the conversation
 * @param reason why it is still {@code queued} after an attempt, or why it {@code failed}; null otherwise
 */
public record DeliveryChanged(
        UUID conversationId,
        UUID companyId,
        UUID messageId,
        long seq,
        State state,
        @Nullable String reason,
        Instant changedAt) {

    public static final String TYPE = "sapa.chat.delivery-changed.v1";

    public enum State {
        /** Not with the provider yet. */
        QUEUED,
        SENT,
        DELIVERED,
        READ,
        /** It will not arrive. */
        FAILED;

        @Override
        public String toString() {
            return Wire.name(this);
        }
    }
}
