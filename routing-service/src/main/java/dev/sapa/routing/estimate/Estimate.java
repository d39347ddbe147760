package dev.sapa.routing.estimate;

import org.jspecify.annotations.Nullable;

/**
 * A range for the time still to wait: half of those who are told it wait less than its low end, four of five less than
 * its high end, if the queue moves on at its pace and agents become free independently of each other. Then the time until
 * the k-th becomes free is gamma distributed; its quantiles are taken from the approximation of Wilson and Hilferty.
 */
record Estimate(long lowSeconds, long highSeconds) {

    /** Of the standard normal distribution, at one half and at four fifths. */
    private static final double[] QUANTILES = {0, 0.8416};

    /**
     * The range for one place in the queue.
     *
     * @param ahead     how many wait before this one
     * @param perMinute how many leave the queue each minute
     * @return null when the queue does not move
     */
    static @Nullable Estimate of(long ahead, double perMinute) {
        if (!(perMinute > 0)) {
            return null;
        }
        double low = quantile(ahead + 1, QUANTILES[0]) / perMinute * 60;
        double high = quantile(ahead + 1, QUANTILES[1]) / perMinute * 60;
        return new Estimate((long) Math.floor(low), (long) Math.ceil(high));
    }

    private static double quantile(long shape, double z) {
        double ninth = 1.0 / (9.0 * shape);
        return shape * Math.pow(1 - ninth + z * Math.sqrt(ninth), 3);
    }
}
