package dev.sapa.bench.report;

import org.jspecify.annotations.Nullable;

/**
 * Something that is measured in each round.
 *
 * @param unit such as {@code ms}; empty for plain counts
 * @param smallerIsBetter which way is good
 * @param target what the suite is held to; null for what is only reported
 */
public record Measure(
        String name,
        String unit,
        boolean smallerIsBetter,
        @Nullable Double target) {

    /** Less is better, and there is a bound. */
    public static Measure atMost(String name, String unit, double target) {
        return new Measure(name, unit, true, target);
    }

    /** More is better, and there is a bound. */
    public static Measure atLeast(String name, String unit, double target) {
        return new Measure(name, unit, false, target);
    }

    /** Reported without a bound. */
    public static Measure told(String name, String unit) {
        return new Measure(name, unit, true, null);
    }

    /** Whether a value is within the target; true where there is none. */
    public boolean isMetBy(double value) {
        return target == null || (smallerIsBetter ? value <= target : value >= target);
    }

    /** The target as people read it; empty where there is none. */
    public String bound() {
        return target == null ? "" : (smallerIsBetter ? "≤ " : "≥ ") + Numbers.text(target);
    }

    /** Name and unit. */
    public String title() {
        return unit.isEmpty() ? name : name + " [" + unit + "]";
    }
}
