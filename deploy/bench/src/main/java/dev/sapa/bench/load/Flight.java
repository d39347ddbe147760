package dev.sapa.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What became of each message of one run. Written by the loop's thread only; counts may be read by others meanwhile. */
final class Flight implements Chat.Listener {

    private static final byte ACKED = 1;
    private static final byte REFUSED = 2;
    private static final byte DELIVERED = 4;

    private final Schedule schedule;
    private final long start;
    private final int firstMeasured;
    private final byte[] states;
    private final Histogram delivery = new Histogram(3);
    private final Histogram answer = new Histogram(3);
    private final List<Histogram> seconds = new ArrayList<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private volatile int acked;
    private volatile int refused;
    private volatile int delivered;
    private volatile int doubled;

    Flight(Schedule schedule, long start, int firstMeasured) {
        this.schedule = schedule;
        this.start = start;
        this.firstMeasured = firstMeasured;
        this.states = new byte[schedule.size()];
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void acked(int index) {
        if (mark(index, ACKED)) {
            acked++;
            if (index >= firstMeasured) {
                answer.recordValue(sinceDue(index));
            }
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void refused(int index, String why) {
        if (mark(index, REFUSED)) {
            refused++;
            refusals.merge(why, 1, Integer::sum);
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void delivered(int index) {
        if (!mark(index, DELIVERED)) {
            doubled++;
            return;
        }
        delivered++;
        if (index >= firstMeasured) {
            var latency = sinceDue(index);
            delivery.recordValue(latency);
            second(index).recordValue(latency);
        }
    }

    /** Whether every message was answered and every acknowledged one delivered. */
    boolean isOver() {
        return acked + refused >= states.length && delivered >= acked;
    }

    int acked() {
        return acked;
    }

    int refused() {
        return refused;
    }

    int delivered() {
        return delivered;
    }

    int doubled() {
        return doubled;
    }

    /** Acknowledged and not delivered; to be asked when nothing more comes. */
    int lost() {
        var lost = 0;
        for (var state : states) {
            if ((state & (ACKED | DELIVERED)) == ACKED) {
                lost++;
            }
        }
        return lost;
    }

    Histogram delivery() {
        return delivery;
    }

    Histogram answer() {
        return answer;
    }

    /** One histogram of delivery for each second of measuring, by when the messages were due. */
    List<Histogram> seconds() {
        return seconds;
    }

    Map<String, Integer> refusals() {
        return refusals;
    }

    private boolean mark(int index, byte state) {
        if (index < 0 || index >= states.length || (states[index] & state) != 0) {
            return false;
        }
        states[index] |= state;
        return true;
    }

    private long sinceDue(int index) {
        return Math.max(0, System.nanoTime() - start - schedule.offset(index));
    }

    private Histogram second(int index) {
        var from = firstMeasured < schedule.size() ? schedule.offset(firstMeasured) : 0;
        var second = (int) TimeUnit.NANOSECONDS.toSeconds(schedule.offset(index) - from);
        while (seconds.size() <= second) {
            seconds.add(new Histogram(2));
        }
        return seconds.get(second);
    }
}
