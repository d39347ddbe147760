package dev.sapa.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A waiting conversation was offered to an agent, or such an offer ended. Has no aggregate version: an offer is made
 * once and ends once.
 *
 * @param agentId      the only one who may accept
 * @param departmentId whose queue the conversation stands in; null for the company's common one
 * @param state        how the offer stands now
 * @param expiresAt    when it lapses unanswered
 * @param reason       what the agent gave for declining, or why it was withdrawn
 */
public record OfferChanged(
        UUID offerId,
        UUID conversationId,
        UUID companyId,
        UUID agentId,
        @Nullable UUID departmentId,
        State state,
        Instant expiresAt,
        @Nullable String reason,
        Instant changedAt) {

    public static final String TYPE = "sapa.routing.offer-changed.v1";

    public enum State {
        MADE,
        ACCEPTED,
        DECLINED,
        EXPIRED,
        /** The conversation was closed, transferred or taken by hand meanwhile, or the agent left. */
        WITHDRAWN;

        @Override
        public String toString() {
            return Wire.name(this);
        }
    }
}
