package dev.sapa.analytics.rollup;

import dev.sapa.analytics.definition.Measure;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The totals that are kept, in the shape in which they can be compared with a recount. */
public final class BookedTotals {

    /**
     * Every view and interval by measure and day of UTC: {@code view, daily, measure, day, cases, ms}. Parameters: company,
     * from, to. Rows that count a conversation once for each tag are left out.
     */
    public static final String SQL = "select view, daily, measure, day, cases, ms from (select view, daily,"
            + " date_trunc('day', bucket, 'UTC') as day, " + sums() + " from rollup where company_id = $1"
            + " and bucket >= $2 and bucket < $3 and tag = '' group by 1, 2, 3) t cross join lateral (values "
            + Arrays.stream(Measure.values()).map(BookedTotals::triple).collect(Collectors.joining(", "))
            + ") as m (measure, cases, ms) where cases <> 0 or ms <> 0";

    /** All pairs of view and interval that {@link #SQL} can name: {@code view, daily}. */
    public static final String KINDS = "values "
            + Arrays.stream(View.values())
                    .filter(view -> view != View.TAG)
                    .map(view -> view.hasDays()
                            ? "(%1$d::smallint, true), (%1$d::smallint, false)".formatted(view.code())
                            : "(%d::smallint, false)".formatted(view.code()))
                    .collect(Collectors.joining(", "));

    private BookedTotals() {}

    /** What a view is called. */
    public static String viewName(int code) {
        return Arrays.stream(View.values())
                .filter(view -> view.code() == code)
                .map(view -> view.name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse(Integer.toString(code));
    }

    private static String sums() {
        return Arrays.stream(Measure.values())
                .map(measure -> measure.isTimed()
                        ? "sum(%1$s)::bigint as %1$s, sum(%2$s)::bigint as %2$s"
                                .formatted(RollupStore.countColumn(measure), RollupStore.millisColumn(measure))
                        : "sum(%1$s)::bigint as %1$s".formatted(RollupStore.countColumn(measure)))
                .collect(Collectors.joining(", "));
    }

    private static String triple(Measure measure) {
        return "('%s', %s, %s)"
                .formatted(
                        measure,
                        RollupStore.countColumn(measure),
                        measure.isTimed() ? RollupStore.millisColumn(measure) : "0::bigint");
    }
}
