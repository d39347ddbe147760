package dev.sapa.verify.history;

import java.util.Locale;

/**
 * One broken promise.
 *
 * @param kind what kind of fault it is
 * @param what the fault in words, with everything needed to look it up
 */
public record Violation(Kind kind, String what) {

    /** The ways in which a history can be wrong, with the invariant that each breaks. */
    public enum Kind {
        /** An acknowledged message is not stored, or a watching receiver never got a stored one. */
        LOST("I1"),
        /** What was refused is stored all the same, or what nobody sent. */
        INVENTED("I1"),
        /** Stored, told or acknowledged in two different ways. */
        CONTRADICTED("I1"),
        /** Stored twice, or seen twice by one receiver. */
        DOUBLED("I2"),
        /** A place that stands empty between 1 and the last. */
        GAP("I3"),
        /** Later before earlier: at a receiver, or in store for one sender. */
        SWAPPED("I3"),
        /** An agent carried more than its capacity and than people had forced on it. */
        OVERLOADED("I4"),
        /** What an agent's row said it carries was not what it carried. */
        UNTRUE_LOAD("I4"),
        /** Two agents had a conversation, or an epoch that was given came again. */
        SHARED("I5"),
        /** Somebody wrote who no longer had the conversation. */
        FENCED("I5"),
        /** A conversation waits beside an agent who could have it. */
        STRANDED("I6"),
        /** Its owner and routing are of two minds about a conversation. */
        STUCK("I6"),
        /** A report says another number than there is. */
        MISCOUNTED("I7"),
        /** Something did not drain: an outbox, or what a consumer has to read. */
        BACKLOG("I8"),
        /** A good event was buried, or poison was not. */
        DEAD_LETTER("I8"),
        /** A visitor has a second open conversation. */
        SECOND("I9");

        private final String invariant;

        Kind(String invariant) {
            this.invariant = invariant;
        }

        /** The invariant's name in the design, such as {@code I1}. */
        public String invariant() {
            return invariant;
        }
    }

    @Override
    public String toString() {
        return kind.invariant() + " " + kind.name().toLowerCase(Locale.ROOT) + ": " + what;
    }
}
