package dev.sapa.bench.report;

import java.util.List;

/** A figure over several rounds: the median, and from where to where it went. */
record Spread(double median, double least, double most, int rounds) {

    /** @param values one for each round; none gives no number at all */
    static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        var median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
    }

    boolean isEmpty() {
        return rounds == 0;
    }

    @Override
    public String toString() {
        if (isEmpty()) {
            return "–";
        }
        return rounds == 1
                ? Numbers.text(median)
                : Numbers.text(median) + " (" + Numbers.text(least) + "–" + Numbers.text(most) + ")";
    }
}
