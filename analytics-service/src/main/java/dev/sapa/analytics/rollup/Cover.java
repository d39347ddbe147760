package dev.sapa.analytics.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which rows add up to periods: each by the longest spans that are inside it, and by shorter ones at its ends. */
final class Cover {

    private final View view;
    private final Optional<Calendar> calendar;
    private final List<Run> runs = new ArrayList<>();

    private Cover(View view, Optional<Calendar> calendar) {
        this.view = view;
        this.calendar = calendar;
    }

    /**
     * Spans of one length that follow each other.
     *
     * @param to where the last one ends
     */
    record Run(Span span, Instant from, Instant to) {}

    /**
     * Runs without gap or overlap, in order.
     *
     * @param boundaries where each period begins; a multiple of fifteen minutes, as is the end
     * @param calendar   by which longer spans are kept; empty where there are quarters only
     */
    static List<Run> of(List<Instant> boundaries, Instant end, View view, Optional<Calendar> calendar) {
        var cover = new Cover(view, calendar);
        for (int i = 0; i < boundaries.size(); i++) {
            cover.fill(boundaries.get(i), i + 1 < boundaries.size() ? boundaries.get(i + 1) : end, Span.MONTH);
        }
        return cover.runs;
    }

    private void fill(Instant from, Instant to, Span longest) {
        if (!from.isBefore(to)) {
            return;
        }
        if (longest == Span.QUARTER || calendar.isEmpty()) {
            add(new Run(Span.QUARTER, from, to));
            return;
        }
        if (view.has(longest) && Duration.between(from, to).compareTo(longest.shortest()) >= 0) {
            var days = calendar.get();
            var before = days.floor(longest, from);
            var first = before.equals(from) ? from : days.next(longest, before);
            var last = days.floor(longest, to);
            if (first.isBefore(last)) {
                fill(from, first, longest.shorter());
                add(new Run(longest, first, last));
                fill(last, to, longest.shorter());
                return;
            }
        }
        fill(from, to, longest.shorter());
    }

    private void add(Run run) {
        int last = runs.size() - 1;
        if (last >= 0
                && runs.get(last).span() == run.span()
                && runs.get(last).to().equals(run.from())) {
            runs.set(last, new Run(run.span(), runs.get(last).from(), run.to()));
        } else {
            runs.add(run);
        }
    }
}
