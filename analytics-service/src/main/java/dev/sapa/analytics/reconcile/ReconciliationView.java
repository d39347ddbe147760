package dev.sapa.analytics.reconcile;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What a reconciliation found.
 *
 * @param from        first day, of each company's time zone
 * @param to          last day, of each company's time zone
 * @param equal       whether there is no difference
 * @param differences the first two hundred of each company
 */
record ReconciliationView(
        LocalDate from, LocalDate to, int companies, boolean equal, List<DifferenceView> differences) {

    /**
     * A total that is not what the events say.
     *
     * @param view            by which dimensions the totals are kept apart
     * @param interval        {@code quarter} (all of that day), {@code hour}, {@code day},
     *                        {@code week} or {@code month}
     * @param booked          cases in the totals
     * @param recounted       cases in the events
     * @param bookedMillis    their time together in the totals
     * @param recountedMillis their time together in the events
     */
    record DifferenceView(
            UUID companyId,
            LocalDate day,
            String measure,
            String view,
            String interval,
            long booked,
            long recounted,
            long bookedMillis,
            long recountedMillis) {}
}
