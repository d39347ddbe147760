package dev.sapa.analytics.rollup;

import dev.sapa.analytics.definition.Contribution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a transaction changes about totals, collected before it is written. What cancels out is not written. */
public final class Ledger {

    private static final String NONE = "";
    private static final List<Span> LONGER = List.of(Span.HOUR, Span.DAY, Span.WEEK, Span.MONTH);

    private final Map<RollupKey, Tally> changes = new HashMap<>();
    private final Map<UUID, Calendar> calendars;

    /**
     * An empty one.
     *
     * @param calendars of the companies whose hours, days, weeks and months are kept; of the others there are quarters only
     */
    public Ledger(Map<UUID, Calendar> calendars) {
        this.calendars = Map.copyOf(calendars);
    }

    /** Books contributions of a conversation that has this topic and these tags. */
    public void add(UUID company, String topic, List<String> tags, List<Contribution> contributions) {
        contributions.forEach(contribution -> book(company, topic, tags, contribution, 1));
    }

    /** Takes back contributions that were booked under this topic and these tags. */
    public void remove(UUID company, String topic, List<String> tags, List<Contribution> contributions) {
        contributions.forEach(contribution -> book(company, topic, tags, contribution, -1));
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** How many rows it touches at most. */
    public int size() {
        return changes.size();
    }

    List<Map.Entry<RollupKey, Tally>> changes() {
        var real = new ArrayList<Map.Entry<RollupKey, Tally>>(changes.size());
        changes.forEach((key, tally) -> {
            tally.settle();
            if (!tally.isNothing()) {
                real.add(Map.entry(key, tally));
            }
        });
        return real;
    }

    private void book(UUID company, String topic, List<String> tags, Contribution contribution, int sign) {
        var calendar = calendars.get(company);
        book(company, Span.QUARTER, Calendar.quarter(contribution.at()), topic, tags, contribution, sign);
        if (calendar != null) {
            for (var span : LONGER) {
                book(company, span, calendar.floor(span, contribution.at()), topic, tags, contribution, sign);
            }
        }
    }

    private void book(
            UUID company,
            Span span,
            Instant bucket,
            String topic,
            List<String> tags,
            Contribution contribution,
            int sign) {
        for (var view : View.values()) {
            if (view.has(span) && view != View.TAG) {
                tally(key(company, view, span, bucket, topic, NONE, contribution))
                        .add(contribution, sign);
            }
            if (view.has(span) && view.hasTag()) {
                for (var tag : tags) {
                    tally(key(company, view, span, bucket, topic, tag, contribution))
                            .add(contribution, sign);
                }
            }
        }
    }

    private static RollupKey key(
            UUID company, View view, Span span, Instant bucket, String topic, String tag, Contribution contribution) {
        return new RollupKey(
                company,
                view,
                span,
                bucket,
                id(view.hasDepartment(), contribution.departmentId()),
                id(view.hasAgent(), contribution.agentId()),
                view.hasTopic() ? topic : NONE,
                tag);
    }

    private static UUID id(boolean kept, @Nullable UUID id) {
        return kept && id != null ? id : RollupKey.NOBODY;
    }

    private Tally tally(RollupKey key) {
        return changes.computeIfAbsent(key, ignored -> new Tally());
    }
}
