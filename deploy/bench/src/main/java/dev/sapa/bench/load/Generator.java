package dev.sapa.bench.load;

import com.sun.management.OperatingSystemMXBean;
import dev.sapa.bench.wire.Loop;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Watches the generator itself during a run: its share of the machine's processors, the lag of its loop, and how late it
 * sent. Beyond the bounds the generator was, or may have been, the bottleneck, and the run is void.
 */
public final class Generator {

    /**
     * What a run may have at most.
     *
     * @param cpuShare of all processors, from 0 to 1
     * @param lag 99th percentile of the loop's lag and of the sends' lateness
     */
    public record Bounds(double cpuShare, Duration lag) {

        /** For latencies of some milliseconds. */
        public static final Bounds FINE = new Bounds(0.35, Duration.ofMillis(5));

        /** For runs that look for the limit of a machine: the latency in question is 100 ms. */
        public static final Bounds COARSE = new Bounds(0.35, Duration.ofMillis(20));
    }

    /**
     * How the generator did.
     *
     * @param flaws why the run is void; empty for a good one
     */
    public record Health(double cpuShare, double lagP99Millis, double latenessP99Millis, List<String> flaws) {

        public boolean isVoid() {
            return !flaws.isEmpty();
        }
    }

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double P99 = 99;

    private final Loop loop;
    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final long cpu;
    private final long began = System.nanoTime();

    private Generator(Loop loop) {
        this.loop = loop;
        this.cpu = machine.getProcessCpuTime();
        loop.takeLag();
    }

    /** Begins to watch. */
    public static Generator watch(Loop loop) {
        return new Generator(loop);
    }

    /**
     * Ends the watch.
     *
     * @param lateness of the sends, in nanoseconds; empty when nothing was sent on time
     */
    public Health judge(Bounds bounds, Histogram lateness) {
        loop.requireSound();
        var elapsed = System.nanoTime() - began;
        var share = (machine.getProcessCpuTime() - cpu)
                / (double) elapsed
                / Runtime.getRuntime().availableProcessors();
        var lag = loop.takeLag().getValueAtPercentile(P99) / NANOS_PER_MILLI;
        var late = lateness.getTotalCount() == 0 ? 0 : lateness.getValueAtPercentile(P99) / NANOS_PER_MILLI;
        var flaws = new ArrayList<String>();
        if (share > bounds.cpuShare()) {
            flaws.add(String.format(
                    Locale.ROOT,
                    "the generator used %.0f %% of the processors (bound %.0f %%)",
                    share * 100,
                    bounds.cpuShare() * 100));
        }
        if (lag > bounds.lag().toMillis()) {
            flaws.add(String.format(
                    Locale.ROOT,
                    "its loop lagged by %.1f ms (p99, bound %d ms)",
                    lag,
                    bounds.lag().toMillis()));
        }
        if (late > bounds.lag().toMillis()) {
            flaws.add(String.format(
                    Locale.ROOT,
                    "it sent %.1f ms late (p99, bound %d ms)",
                    late,
                    bounds.lag().toMillis()));
        }
        return new Health(share, lag, late, List.copyOf(flaws));
    }
}
