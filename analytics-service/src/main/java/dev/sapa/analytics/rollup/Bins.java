package dev.sapa.analytics.rollup;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many times fell into which range. Ranges grow geometrically, so that a percentile read from them is within
 * {@link #ERROR} of the exact one (nearest rank), whatever the times are; adding two of these loses nothing.
 */
public final class Bins {

    /** The largest relative error of a percentile. */
    public static final double ERROR = 0.02;

    private static final double GROWTH = (1 + ERROR) / (1 - ERROR);
    private static final double LOG_GROWTH = Math.log(GROWTH);
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;

    private final TreeMap<Integer, Long> counts = new TreeMap<>();

    /** @param times how often; negative to take back */
    void add(long millis, long times) {
        count(bin(millis), times);
    }

    void add(Bins other) {
        other.counts.forEach(this::count);
    }

    /** Adds what was {@link #encoded}; several encodings may follow each other in one array. */
    public void add(byte[] encoded) {
        int[] position = {0};
        while (position[0] < encoded.length) {
            int bin = (int) read(encoded, position);
            count(bin, read(encoded, position));
        }
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Pairs of bin and count, each a number in groups of seven bits, the lowest first. */
    byte[] encoded() {
        var bytes = new ByteArrayOutputStream();
        for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
            if (entry.getValue() < 0) {
                throw new IllegalStateException("More was taken back than was there");
            }
            write(bytes, entry.getKey());
            write(bytes, entry.getValue());
        }
        return bytes.toByteArray();
    }

    /**
     * The smallest time that so many of all times do not exceed.
     *
     * @param share above 0, at most 1
     * @return milliseconds; 0 when there are no times
     */
    public double percentile(double share) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long rank = Math.max(1, (long) Math.ceil(share * all));
        long seen = 0;
        for (var entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return middle(entry.getKey());
            }
        }
        return 0;
    }

    private void count(int bin, long times) {
        counts.merge(bin, times, (known, more) -> known + more == 0 ? null : Long.valueOf(known + more));
    }

    private static int bin(long millis) {
        return millis <= 0 ? 0 : 1 + (int) Math.ceil(Math.log((double) millis) / LOG_GROWTH - 1e-9);
    }

    /** Where the relative distance to both ends of the range is the same. */
    private static double middle(int bin) {
        return bin == 0 ? 0 : 2 * Math.pow(GROWTH, bin - 1) / (GROWTH + 1);
    }

    private static void write(ByteArrayOutputStream bytes, long number) {
        long rest = number;
        while (rest > LOW_BITS) {
            bytes.write((int) (rest & LOW_BITS) | MORE);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private static long read(byte[] bytes, int[] position) {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[position[0]++];
            number |= (long) (next & LOW_BITS) << shift;
            shift += 7;
        } while ((next & MORE) != 0);
        return number;
    }
}
