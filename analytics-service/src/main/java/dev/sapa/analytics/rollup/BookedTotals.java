package dev.sapa.analytics.rollup;

import dev.sapa.analytics.definition.Measure;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The totals that are kept, in the shape in which they can be compared with a recount. */
public final class BookedTotals {

    private BookedTotals() {}

    /**
     * A query for the company {@code $1}: {@code view, span, measure, bucket, cases, ms}. Rows that count a conversation once
     * for each tag are left out.
     *
     * @param span   SQL for what to call the span
     * @param bucket SQL for what to add up by
     * @param where  SQL for which rows
     */
    public static String sql(String span, String bucket, String where) {
        return "select view, span, measure, bucket, cases, ms from (select view, " + span + " as span, " + bucket
                + " as bucket, " + sums() + " from rollup where company_id = $1 and tag = '' and (" + where
                + ") group by 1, 2, 3) t cross join lateral (values "
                + Arrays.stream(Measure.values()).map(BookedTotals::triple).collect(Collectors.joining(", "))
                + ") as m (measure, cases, ms) where cases <> 0 or ms <> 0";
    }

    /**
     * All kinds of rows that {@link #sql} can name: {@code view, span}.
     *
     * @param longer whether there are longer spans than quarters
     */
    public static String kinds(boolean longer) {
        return "values "
                + Arrays.stream(View.values())
                        .filter(view -> view != View.TAG)
                        .flatMap(view -> Arrays.stream(Span.values())
                                .filter(span -> view.has(span) && (longer || span == Span.QUARTER))
                                .map(span -> "(%d::smallint, %d::smallint)".formatted(view.code(), span.code())))
                        .collect(Collectors.joining(", "));
    }

    /** What a view is called. */
    public static String viewName(int code) {
        return Arrays.stream(View.values())
                .filter(view -> view.code() == code)
                .map(view -> view.name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse(Integer.toString(code));
    }

    /** What a span is called. */
    public static String spanName(int code) {
        return Arrays.stream(Span.values())
                .filter(span -> span.code() == code)
                .map(span -> span.name().toLowerCase(Locale.ROOT))
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
