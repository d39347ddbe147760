package dev.sapa.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a child process runs: its command, how one sees that it can serve, and how it is asked to end. */
public interface Program {

    /** Short and unique within a run, e.g. {@code postgres} or {@code chat-service-2}. */
    String name();

    /** The TCP port it serves. */
    int port();

    /** Receives standard output and standard error of every start, appended. */
    Path log();

    /**
     * Called before every start, also before a restart after a crash: creates what the program needs and clears what a
     * crashed predecessor left behind.
     *
     * @throws StartFailure when a person has to do something first
     */
    default void prepare() throws IOException, InterruptedException {}

    /** The executable and its arguments; read once per start, after {@link #prepare()}. */
    List<String> command();

    /** Added to the environment of this JVM. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /**
     * Asks once, without waiting, whether it serves. False is the answer to every kind of failure.
     *
     * @param pid of the running process, to tell its signs of life from a predecessor's
     */
    boolean isReady(long pid);

    /** Asks it to end in good order. What does not end within the caller's patience is killed. */
    default void askToStop(ProcessHandle process) throws IOException {
        process.destroy();
    }
}
