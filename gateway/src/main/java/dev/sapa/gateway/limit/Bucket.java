package dev.sapa.gateway.limit;

/**
 * A token bucket.
 *
 * @param burst     how many may come at once; at least 1
 * @param perMinute how many flow back in a minute; at least 1
 */
record Bucket(int burst, int perMinute) {

    double perMillisecond() {
        return perMinute / 60_000.0;
    }

    /** How long an emptied bucket takes to be full again. */
    long fullAfterMillis() {
        return (long) Math.ceil(burst / perMillisecond());
    }
}
