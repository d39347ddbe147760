package dev.sapa.bench.subject;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.LongStream;

/** What Linux tells of a process in {@code /proc}; a process that has ended counts as nothing. */
public final class Proc {

    private static final long TICK_MILLIS = 10;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private Proc() {}

    /** Resident memory in KB. */
    public static long residentKilobytes(long pid) {
        return text(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** Open descriptors. */
    public static long descriptors(long pid) {
        try (var files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Processor time of these processes and of all their children that run now. */
    public static Duration cpu(Collection<Long> pids) {
        return Duration.ofMillis(pids.stream()
                .flatMapToLong(Proc::family)
                .distinct()
                .map(Proc::ticks)
                .map(ticks -> ticks * TICK_MILLIS)
                .sum());
    }

    /** Processor time of a JVM's compilers; nothing for another process. */
    public static Duration compilers(long pid) {
        try (var threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return Duration.ofMillis(threads.filter(thread -> isCompiler(text(thread.resolve("comm"))))
                    .mapToLong(thread -> ticks(text(thread.resolve("stat"))) * TICK_MILLIS)
                    .sum());
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    private static boolean isCompiler(String name) {
        return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
    }

    private static LongStream family(long pid) {
        var children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(pid), children);
    }

    private static long ticks(long pid) {
        return ticks(text(pid, "stat"));
    }

    private static long ticks(String stat) {
        // The name before the last parenthesis may hold blanks.
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split("\\s+", -1);
        return fields.length <= SYSTEM_TIME
                ? 0
                : Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    }

    private static String text(long pid, String file) {
        return text(Path.of("/proc", Long.toString(pid), file));
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
