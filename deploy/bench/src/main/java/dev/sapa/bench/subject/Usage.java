package dev.sapa.bench.subject;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Processor time by process, and of the JVMs among them what their compilers had. */
public record Usage(Map<String, Duration> times) {

    private static final String COMPILERS = " (compilers)";

    /**
     * What they have used so far.
     *
     * @param pids by the processes' names; children count with their parents
     */
    public static Usage of(Map<String, Long> pids) {
        var times = new TreeMap<String, Duration>();
        pids.forEach((name, pid) -> {
            times.put(name, Proc.cpu(List.of(pid)));
            var compilers = Proc.compilers(pid);
            if (!compilers.isZero()) {
                times.put(name + COMPILERS, compilers);
            }
        });
        return new Usage(times);
    }

    /** Whether that is a part of another one. */
    public static boolean isPart(String name) {
        return name.endsWith(COMPILERS);
    }

    public Map<String, Duration> since(Usage before) {
        var used = new TreeMap<String, Duration>();
        times.forEach((name, time) -> used.put(name, time.minus(before.times().getOrDefault(name, Duration.ZERO))));
        return used;
    }
}
