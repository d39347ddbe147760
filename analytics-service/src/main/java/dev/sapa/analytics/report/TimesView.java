package dev.sapa.analytics.report;

import dev.sapa.analytics.definition.Measure;
import dev.sapa.analytics.rollup.Tally;
import org.jspecify.annotations.Nullable;

/**
 * How long something took, in seconds. Count, sum and mean are exact; percentiles are within 2 % of the exact ones. All
 * but count and sum are null where there was no case.
 */
record TimesView(
        long count,
        double sum,
        @Nullable Double mean,
        @Nullable Double p50,
        @Nullable Double p90,
        @Nullable Double p95) {

    static TimesView of(Tally tally, Measure measure) {
        long count = tally.count(measure);
        double sum = seconds((double) tally.millis(measure));
        var bins = tally.bins(measure);
        if (count == 0 || bins == null) {
            return new TimesView(count, sum, null, null, null, null);
        }
        return new TimesView(
                count,
                sum,
                mean(tally, measure),
                seconds(bins.percentile(0.5)),
                seconds(bins.percentile(0.9)),
                seconds(bins.percentile(0.95)));
    }

    /** Seconds; null where there was no case. */
    static @Nullable Double mean(Tally tally, Measure measure) {
        long count = tally.count(measure);
        return count == 0 ? null : Double.valueOf(seconds((double) tally.millis(measure) / count));
    }

    /** Milliseconds as seconds, to the millisecond. */
    static double seconds(double millis) {
        return Math.round(millis) / 1000.0;
    }
}
