package dev.sapa.bench.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * When each message is due and in which conversation, fixed before the first one is sent. The same seed gives the same
 * schedule, so that two subjects get the same load.
 */
public final class Schedule {

    private static final double NANOS_PER_SECOND = 1e9;

    private final long[] offsets;
    private final int[] conversations;

    private Schedule(long[] offsets, int[] conversations) {
        this.offsets = offsets;
        this.conversations = conversations;
    }

    /**
     * Arrivals that know nothing of each other (a Poisson process), as people's messages do.
     *
     * @param rate messages per second on average
     * @param conversations each message's is drawn from that many, all alike
     */
    public static Schedule poisson(double rate, Duration length, int conversations, long seed) {
        var random = new SplittableRandom(seed);
        var offsets = new long[(int) (rate * length.toMillis() / 1000 * 2) + 100];
        var count = 0;
        for (var at = gap(random, rate); at < length.toNanos() && count < offsets.length; at += gap(random, rate)) {
            offsets[count++] = (long) at;
        }
        return new Schedule(Arrays.copyOf(offsets, count), drawn(random, count, conversations));
    }

    /** Arrivals at equal distances. */
    public static Schedule constant(double rate, Duration length, int conversations, long seed) {
        var offsets = new long[(int) (rate * length.toMillis() / 1000)];
        for (var i = 0; i < offsets.length; i++) {
            offsets[i] = (long) (i / rate * NANOS_PER_SECOND);
        }
        return new Schedule(offsets, drawn(new SplittableRandom(seed), offsets.length, conversations));
    }

    public int size() {
        return offsets.length;
    }

    /** Nanoseconds after the start. */
    public long offset(int index) {
        return offsets[index];
    }

    /** Which conversation, from 0. */
    public int conversation(int index) {
        return conversations[index];
    }

    /** How many are due before that time. */
    public int dueBefore(Duration time) {
        var found = Arrays.binarySearch(offsets, time.toNanos());
        return found < 0 ? -found - 1 : found;
    }

    private static double gap(SplittableRandom random, double rate) {
        return -Math.log(1 - random.nextDouble()) / rate * NANOS_PER_SECOND;
    }

    private static int[] drawn(SplittableRandom random, int count, int conversations) {
        return random.ints(count, 0, conversations).toArray();
    }
}
