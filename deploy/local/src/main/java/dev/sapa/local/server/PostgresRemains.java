package dev.sapa.local.server;

import dev.sapa.local.process.Signals;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a killed PostgreSQL leaves: server processes that outlive their postmaster for a moment and hold its shared
 * memory, and a {@code postmaster.pid} whose number may belong to a stranger by now. A new postmaster refuses to start
 * beside either.
 */
final class PostgresRemains {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private PostgresRemains() {}

    /** Returns when a new postmaster may start in the data directory. Only for one whose postmaster is not running. */
    static void clear(Path data) throws IOException, InterruptedException {
        for (ProcessHandle orphan : processesIn(data)) {
            awaitEnd(orphan);
        }
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.exists(pidFile) && processesIn(data).isEmpty() && Files.isDirectory(Path.of("/proc/self"))) {
            Files.delete(pidFile);
        }
    }

    /** PostgreSQL's processes work in their data directory, which is how they are told from all others. */
    private static List<ProcessHandle> processesIn(Path data) throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        Path processes = Path.of("/proc");
        if (!Files.isDirectory(processes) || !Files.exists(data)) {
            return found;
        }
        Path real = data.toRealPath();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(processes, "[0-9]*")) {
            for (Path entry : entries) {
                if (worksIn(entry, real)) {
                    ProcessHandle.of(Long.parseLong(entry.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static boolean worksIn(Path process, Path directory) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(directory)
                    && Files.readSymbolicLink(process.resolve("exe")).endsWith("postgres");
        } catch (IOException e) {
            return false; // ended meanwhile, or somebody else's
        }
    }

    private static void awaitEnd(ProcessHandle orphan) throws InterruptedException {
        if (!Signals.awaitEnd(orphan, PATIENCE)) {
            // Its postmaster is dead: nothing it still does can be committed.
            Signals.kill(orphan);
        }
    }
}
