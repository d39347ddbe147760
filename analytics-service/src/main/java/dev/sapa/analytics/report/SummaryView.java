package dev.sapa.analytics.report;

import dev.sapa.analytics.definition.Measure;
import dev.sapa.analytics.rollup.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A summary.
 *
 * @param asOf               the time of the newest event in the numbers; null before the first one
 * @param definitionsVersion rises whenever a number begins to mean something else
 */
record SummaryView(
        @Nullable Instant asOf,
        int definitionsVersion,
        LocalDate from,
        LocalDate to,
        String timeZone,
        String groupBy,
        List<RowView> rows) {

    /**
     * The numbers of one group. Each counts in the interval, and for the agent, of what completes it; so those of one
     * interval need not add up. What each means: {@link Measure}.
     *
     * @param key             the agent's or department's id, the topic, the tag or the period; null for none
     * @param name            the agent's or department's name, else the key
     * @param answered        entries into a queue that an agent took
     * @param abandoned       entries that the visitor left
     * @param abandonmentRate percent of the offered ones; null where none was offered
     * @param csat            percent of the ratings that are 4 or 5; null where there are none
     * @param csatMean        mean of the ratings, 1 to 5; null where there are none
     */
    record RowView(
            @Nullable String key,
            @Nullable String name,
            long sessions,
            long completed,
            long resolved,
            long offered,
            long answered,
            long abandoned,
            long cancelled,
            long flowOuts,
            long leftAgain,
            long returned,
            long transferred,
            long messages,
            @Nullable Double abandonmentRate,
            TimesView waitSeconds,
            TimesView abandonWaitSeconds,
            TimesView firstResponseSeconds,
            TimesView nextResponseSeconds,
            TimesView handleSeconds,
            TimesView resolutionSeconds,
            TimesView sessionResponseSeconds,
            long ratings,
            @Nullable Double csat,
            @Nullable Double csatMean) {

        static RowView of(@Nullable String key, @Nullable String name, Tally tally) {
            long offered = tally.count(Measure.OFFERED);
            long ratings = tally.count(Measure.RATINGS);
            return new RowView(
                    key,
                    name,
                    tally.count(Measure.SESSIONS),
                    tally.count(Measure.COMPLETED),
                    tally.count(Measure.RESOLUTION),
                    offered,
                    tally.count(Measure.WAIT),
                    tally.count(Measure.ABANDON_WAIT),
                    tally.count(Measure.CANCELLED),
                    tally.count(Measure.FLOW_OUTS),
                    tally.count(Measure.LEFT_AGAIN),
                    tally.count(Measure.RETURNED),
                    tally.count(Measure.TRANSFERRED),
                    tally.count(Measure.MESSAGES),
                    share(100.0 * tally.count(Measure.ABANDON_WAIT), offered),
                    TimesView.of(tally, Measure.WAIT),
                    TimesView.of(tally, Measure.ABANDON_WAIT),
                    TimesView.of(tally, Measure.FIRST_RESPONSE),
                    TimesView.of(tally, Measure.NEXT_RESPONSE),
                    TimesView.of(tally, Measure.HANDLE),
                    TimesView.of(tally, Measure.RESOLUTION),
                    TimesView.of(tally, Measure.SESSION_RESPONSE),
                    ratings,
                    share(100.0 * tally.count(Measure.RATINGS_GOOD), ratings),
                    share((double) tally.count(Measure.RATING_SUM), ratings));
        }

        private static @Nullable Double share(double part, long whole) {
            return whole == 0 ? null : Double.valueOf(Math.round(1000 * part / whole) / 1000.0);
        }
    }
}
