package dev.sapa.analytics.definition;

/**
 * How much of a measure there is.
 *
 * @param count  cases; for measures that are not timed the number itself
 * @param millis of all cases together; 0 for measures that are not timed
 */
public record Total(long count, long millis) {

    public static final Total NONE = new Total(0, 0);

    Total plus(Contribution contribution) {
        long amount = contribution.sign() * contribution.amount();
        return contribution.measure().isTimed()
                ? new Total(count + contribution.sign(), millis + amount)
                : new Total(count + amount, millis);
    }
}
