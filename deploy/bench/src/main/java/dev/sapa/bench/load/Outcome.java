package dev.sapa.bench.load;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one run of load came to. Counts are of all messages, warm-up included; histograms are of the measured ones, in
 * nanoseconds from the intended time.
 *
 * @param lost acknowledged and never delivered
 * @param doubled deliveries of what had been delivered before
 * @param unanswered neither acknowledged nor refused
 * @param delivery until the other side has it
 * @param answer until the sender has the acknowledgement
 * @param seconds of delivery, one for each second measured
 * @param refusals how many, by what was said
 */
public record Outcome(
        int sent,
        int acked,
        int refused,
        int lost,
        int doubled,
        int unanswered,
        Histogram delivery,
        Histogram answer,
        List<Histogram> seconds,
        Map<String, Integer> refusals,
        Generator.Health generator) {

    /** Whether all that was sent was kept and shown exactly once. */
    public boolean isWhole() {
        return refused == 0 && lost == 0 && doubled == 0 && unanswered == 0;
    }
}
