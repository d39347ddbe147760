package dev.sapa.local.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program as a child process of this JVM. It can be started again after it ended, so that it stands for all
 * incarnations of the program. Methods may be called from any thread; {@link #start} and the stopping methods from one at
 * a time.
 *
 * <p>The child leads a session of its own where the machine can do that: Ctrl-C reaches only this JVM, which then stops
 * its children in order.
 */
public final class Child {

    private static final Duration READY_POLL = Duration.ofMillis(100);

    private final Program program;
    private final boolean diesWithParent;
    private volatile @Nullable Process process;
    private @Nullable Process watchdog;

    /**
     * @param diesWithParent true: killed as soon as this JVM is gone, however it went (used by tests); false: it survives
     *     a killed JVM
     */
    public Child(Program program, boolean diesWithParent) {
        this.program = program;
        this.diesWithParent = diesWithParent;
    }

    public Program program() {
        return program;
    }

    /** Starts the program and returns without waiting until it serves. */
    public void start() throws IOException, InterruptedException {
        program.prepare();
        Files.createDirectories(program.log().toAbsolutePath().getParent());
        List<String> command = new ArrayList<>(Machine.ownSession());
        command.addAll(program.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Redirect.from(Machine.emptyInput()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(program.log().toFile()));
        builder.environment().putAll(program.environment());
        Process started = builder.start();
        process = started;
        if (diesWithParent) {
            watchdog = watch(started.pid());
        }
    }

    /** Starts the program and waits until it serves. */
    public void startAndAwait(Duration patience) throws IOException, InterruptedException {
        start();
        awaitReady(patience);
    }

    /**
     * Waits until the program serves.
     *
     * @throws StartFailure when it ended or stayed silent; the message holds the last lines of its log
     */
    public void awaitReady(Duration patience) throws InterruptedException {
        Process current = current();
        long end = System.nanoTime() + patience.toNanos();
        while (!program.isReady(current.pid())) {
            if (current.waitFor(READY_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StartFailure(program.name() + " ended with code " + current.exitValue() + " while starting."
                        + LogTail.of(program.log()));
            }
            if (System.nanoTime() > end) {
                throw new StartFailure(program.name() + " did not become ready within " + patience.toSeconds() + " s."
                        + LogTail.of(program.log()));
            }
        }
    }

    public boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** Of the latest start; the process may have ended since. */
    public long pid() {
        return current().pid();
    }

    /** Waits until the latest started process ends. @return its exit code */
    public int awaitEnd() throws InterruptedException {
        return current().waitFor();
    }

    /** {@code kill -9}: returns when the process is gone. Does nothing to one that is not running. */
    public void kill() {
        Process current = process;
        if (current != null) {
            current.destroyForcibly();
            current.onExit().join();
        }
        dismissWatchdog();
    }

    /**
     * Asks the program to end and kills it when it has not within the patience given, or when this thread is interrupted.
     *
     * @return whether it ended by itself
     */
    public boolean stop(Duration patience) {
        Process current = process;
        if (current == null) {
            return true;
        }
        boolean ended = !current.isAlive() || askToStop(current, patience);
        kill();
        return ended;
    }

    private boolean askToStop(Process current, Duration patience) {
        try {
            program.askToStop(current.toHandle());
            return current.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            return false; // it cannot even be asked: kill
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Process current() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException(program.name() + " was never started");
        }
        return current;
    }

    /** A shell that blocks on a pipe only this JVM holds: however this JVM ends, the pipe closes and the shell kills. */
    private static Process watch(long pid) throws IOException {
        List<String> command = new ArrayList<>(Machine.ownSession());
        command.addAll(List.of("sh", "-c", "read -r end; kill -9 \"$0\"", Long.toString(pid)));
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private void dismissWatchdog() {
        if (watchdog != null) {
            watchdog.destroyForcibly();
            watchdog = null;
        }
    }
}
