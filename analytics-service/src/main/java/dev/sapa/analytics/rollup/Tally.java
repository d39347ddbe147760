package dev.sapa.analytics.rollup;

import dev.sapa.analytics.definition.Contribution;
import dev.sapa.analytics.definition.Measure;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Totals of all measures: how many, how long together, and how the times are spread. */
public final class Tally {

    private final Map<Measure, Long> counts = new EnumMap<>(Measure.class);
    private final Map<Measure, Long> times = new EnumMap<>(Measure.class);
    private final Map<Measure, Bins> bins = new EnumMap<>(Measure.class);

    /** How many cases; for measures that are not timed, the number itself. */
    public long count(Measure measure) {
        return counts.getOrDefault(measure, 0L);
    }

    /** All cases together. */
    public long millis(Measure measure) {
        return times.getOrDefault(measure, 0L);
    }

    /** How the times of a timed measure are spread; null when there are none. */
    public @Nullable Bins bins(Measure measure) {
        return bins.get(measure);
    }

    /** @param sign 1, or −1 to take it back */
    void add(Contribution contribution, int sign) {
        var measure = contribution.measure();
        int factor = sign * contribution.sign();
        if (measure.isTimed()) {
            add(measure, factor, factor * contribution.amount());
            binsOf(measure).add(contribution.amount(), factor);
        } else {
            add(measure, factor * contribution.amount(), 0);
        }
    }

    void add(Measure measure, long count, long milliseconds) {
        counts.merge(measure, count, Long::sum);
        times.merge(measure, milliseconds, Long::sum);
    }

    void add(Measure measure, byte[] encoded) {
        binsOf(measure).add(encoded);
    }

    /** Adds all of another one. */
    public void add(Tally other) {
        for (var measure : Measure.values()) {
            add(measure, other.count(measure), other.millis(measure));
        }
        other.bins.forEach((measure, more) -> binsOf(measure).add(more));
    }

    /** Forgets spreads in which everything cancelled out. */
    void settle() {
        bins.values().removeIf(Bins::isEmpty);
    }

    /** Whether it changes the spread of a measure; asked of a settled one. */
    boolean movesBins(Measure measure) {
        return bins.containsKey(measure);
    }

    boolean movesBins() {
        return !bins.isEmpty();
    }

    boolean isNothing() {
        return !movesBins()
                && counts.values().stream().allMatch(count -> count == 0)
                && times.values().stream().allMatch(time -> time == 0);
    }

    private Bins binsOf(Measure measure) {
        return bins.computeIfAbsent(measure, ignored -> new Bins());
    }
}
