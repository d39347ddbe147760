package dev.sapa.bench.report;

import java.util.Locale;

/** Figures as people read them: three digits that mean something. */
final class Numbers {

    private Numbers() {}

    static String text(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        var size = Math.abs(value);
        if (value == Math.rint(value) || size >= 100) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }
}
