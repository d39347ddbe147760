package dev.sapa.salesforce.handoff;

import org.jspecify.annotations.Nullable;

/**
 * The ids of a stream's events. Salesforce says only that they grow; where they turn out to count one by one, a missing one is
 * an event that was lost on its way.
 */
final class Numbers {

    /** So many steps of one in a row are no chance. */
    private static final int SURE = 4;

    private long newest = -1;
    private int steps;

    /** Whether something is missing before the event with this id. */
    boolean skipBefore(@Nullable String id) {
        long number;
        try {
            number = id == null ? -1 : Long.parseLong(id);
        } catch (NumberFormatException noNumber) {
            return false;
        }
        if (number <= newest) {
            return false;
        }
        boolean sure = steps >= SURE;
        boolean next = newest >= 0 && number == newest + 1;
        boolean first = newest < 0;
        newest = number;
        if (next) {
            steps++;
        } else if (!sure) {
            steps = 0;
        }
        return sure && !next && !first;
    }
}
