package dev.sapa.verify.history;

import org.jspecify.annotations.Nullable;

/**
 * One message that a client wanted to send, from its first attempt to what became of it.
 *
 * @param client      who sent it
 * @param session     the conversation
 * @param clientMsgId the client's own id of it, the same in every attempt
 * @param attempts    how often it was put on the wire, at least 1
 * @param outcome     what the client knows about it
 * @param refusal     the code with which it was refused; null if it was not
 * @param seq         the place the acknowledgement named; 0 without one
 * @param messageId   the id the acknowledgement named; null without one
 * @param invokedAt   monotonic nanoseconds of the first attempt
 * @param endedAt     monotonic nanoseconds of the answer; {@link Long#MAX_VALUE} without one
 */
public record Send(
        String client,
        String session,
        String clientMsgId,
        String text,
        int attempts,
        Outcome outcome,
        @Nullable String refusal,
        long seq,
        @Nullable String messageId,
        long invokedAt,
        long endedAt) {

    /** What a client may know about a send. */
    public enum Outcome {
        /** Acknowledged: it must be there once. */
        OK,
        /** Refused: it must not be there. */
        FAIL,
        /** Never answered: it may be there once or not at all. */
        UNKNOWN
    }

    /** Whether nothing but the server could have put this send behind {@code later}, which its client started after it. */
    boolean mustPrecede(Send later) {
        return endedAt < later.invokedAt || (attempts == 1 && later.attempts == 1);
    }
}
