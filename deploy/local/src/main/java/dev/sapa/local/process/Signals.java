package dev.sapa.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asking processes to end, and waiting for it, also for those this JVM did not start. */
public final class Signals {

    private static final long POLL_MILLIS = 50;
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

    private Signals() {}

    /**
     * Asks a process to end.
     *
     * @param interrupt true sends SIGINT, which Java itself cannot; false SIGTERM
     */
    public static void askToEnd(ProcessHandle process, boolean interrupt) throws IOException {
        if (interrupt) {
            new ProcessBuilder("sh", "-c", "kill -INT \"$0\"", Long.toString(process.pid())).start();
        } else {
            process.destroy();
        }
    }

    /**
     * Waits for the end of a process; one that only waits to be collected by its parent has ended.
     *
     * @return whether it ended within that time
     */
    public static boolean awaitEnd(ProcessHandle process, Duration patience) throws InterruptedException {
        CompletableFuture<ProcessHandle> end = process.onExit();
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                end.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                if (isZombie(process)) {
                    return true;
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("cannot wait for process " + process.pid(), e);
            }
        }
        return false;
    }

    /** Kills it and waits until it has ended. */
    public static void kill(ProcessHandle process) throws InterruptedException {
        process.destroyForcibly();
        if (!awaitEnd(process, KILL_PATIENCE)) {
            throw new StartFailure("Process " + process.pid() + " of an earlier run cannot be killed.");
        }
    }

    /** Orphans stay zombies where process 1 does not collect them, as in many containers. */
    private static boolean isZombie(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return status.startsWith("Z", status.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // no /proc, or gone: the caller's next look tells
        }
    }
}
