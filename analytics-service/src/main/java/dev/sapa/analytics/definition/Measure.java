package dev.sapa.analytics.definition;

import java.util.Locale;

/**
 * Everything that is counted or timed. Each contribution belongs to the moment named here, to the agent named here (to
 * none where none is), and to the department the conversation was in at that moment. A timed measure counts its cases
 * as well as their milliseconds.
 */
public enum Measure {
    /** Messages of every author, at their own time; those of agents belong to their author. */
    MESSAGES,
    /** Entries into a queue, when they happened. Waiting again after the agent was lost is none; a transfer to a queue is. */
    OFFERED,
    /** Left the queue because staff or the suite closed the conversation; at that time. */
    CANCELLED,
    /** Left the queue for another one, or for a bot, unanswered; at that time. */
    FLOW_OUTS,
    /** The visitor left while waiting again after the agent was lost; at that time. Not in {@link #ABANDON_WAIT}. */
    LEFT_AGAIN,
    /** Segments that ended because the agent was lost; at their end, for that agent. */
    RETURNED,
    /** Segments that ended by transfer; at their end, for the agent who had it. */
    TRANSFERRED,
    /** Closed in any way and state; at that time, for the agent who had it. */
    COMPLETED,
    /** Conversations with a rating; when it was given, for the last agent who had it. */
    RATINGS,
    /** Those of them that rated 4 or 5. */
    RATINGS_GOOD,
    /** The ratings added up. */
    RATING_SUM,
    /** Conversations, at their start, for the agent who answered first. */
    SESSIONS,
    /** Those of them that are closed by now; at the start too. */
    SESSIONS_COMPLETED,
    /** Their messages so far; at the start too. */
    SESSION_MESSAGES,
    /** First agent message less start (the mean of S2-30); at the start too. */
    SESSION_RESPONSE(true),
    /** Answered entries: from entering the queue until an agent had it; then, for that agent. */
    WAIT(true),
    /** Abandoned entries: from entering the queue until the visitor left; then. */
    ABANDON_WAIT(true),
    /**
     * First message of a human less the moment from which a human was needed; then, for its author. None where the agent
     * wrote before the visitor did.
     */
    FIRST_RESPONSE(true),
    /** Each reply of a human less the earliest message of the visitor that it answers; then, for its author. */
    NEXT_RESPONSE(true),
    /** Each segment, from when the agent had it until the agent no longer had it; at its end, for that agent. */
    HANDLE(true),
    /** Closed while it was not waiting: close less start; then, for the agent who had it. */
    RESOLUTION(true);

    private final boolean timed;

    Measure() {
        this(false);
    }

    Measure(boolean timed) {
        this.timed = timed;
    }

    /** Whether contributions are milliseconds rather than a number of cases. */
    public boolean isTimed() {
        return timed;
    }

    /** The name in columns and in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
