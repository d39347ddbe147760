package dev.sapa.routing.assignment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agent has, or had, a conversation.
 *
 * @param department the department it is answered in, if one was decided
 * @param epoch      the conversation's epoch with this assignment; a later one fences it
 * @param forced     whether a person's hand put the agent above its capacity with it
 * @param actor      who assigned by hand; null when nobody did
 */
public record Assignment(
        UUID id,
        UUID company,
        UUID conversation,
        UUID agent,
        @Nullable UUID department,
        long epoch,
        Kind kind,
        boolean forced,
        @Nullable UUID actor,
        Instant assignedAt) {

    /** How an assignment came about. */
    public enum Kind {
        /** Matching decided. */
        AUTOMATIC,
        /** A colleague decided. */
        MANUAL,
        /** The agent took it, for example by answering. */
        CLAIM,
        /** Whoever had it, or a supervisor, passed it on. */
        TRANSFER,
        /** chat-service had it so already when routing learnt of the conversation. */
        ADOPTED
    }
}
