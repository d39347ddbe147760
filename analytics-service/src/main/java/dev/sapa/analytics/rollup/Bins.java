package dev.sapa.analytics.rollup;

import java.io.ByteArrayOutputStream;

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

    /** So many ranges are made room for at a time. */
    private static final int ROOM = 32;

    /** Of the ranges from {@link #lowest} on. */
    private long[] counts = {};

    private int lowest;

    /** @param times how often; negative to take back */
    void add(long millis, long times) {
        count(bin(millis), times);
    }

    void add(Bins other) {
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] != 0) {
                count(other.lowest + i, other.counts[i]);
            }
        }
    }

    /** Adds what was {@link #encoded}; several encodings may follow each other in one array. */
    public void add(byte[] encoded) {
        int position = 0;
        while (position < encoded.length) {
            int bin = encoded[position++];
            if (bin < 0) {
                bin = (bin & LOW_BITS) | encoded[position++] << 7;
            }
            long times = 0;
            int shift = 0;
            byte next;
            do {
                next = encoded[position++];
                times |= (long) (next & LOW_BITS) << shift;
                shift += 7;
            } while (next < 0);
            count(bin, times);
        }
    }

    boolean isEmpty() {
        for (long count : counts) {
            if (count != 0) {
                return false;
            }
        }
        return true;
    }

    /** Pairs of bin (below 16,384) and count, each a number in groups of seven bits, the lowest first. */
    byte[] encoded() {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalStateException("More was taken back than was there");
            }
            if (counts[i] > 0) {
                write(bytes, lowest + i);
                write(bytes, counts[i]);
            }
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
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        long rank = Math.max(1, (long) Math.ceil(share * all));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return middle(lowest + i);
            }
        }
        return 0;
    }

    private void count(int bin, long times) {
        if (bin < lowest || bin >= lowest + counts.length) {
            makeRoom(bin);
        }
        counts[bin - lowest] += times;
    }

    private void makeRoom(int bin) {
        int from = bin - bin % ROOM;
        int first = counts.length == 0 ? from : Math.min(lowest, from);
        int end = Math.max(lowest + counts.length, from + ROOM);
        var wider = new long[end - first];
        if (counts.length > 0) {
            System.arraycopy(counts, 0, wider, lowest - first, counts.length);
        }
        counts = wider;
        lowest = first;
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
}
