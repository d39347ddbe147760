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
        SWAPPED("I3");

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
