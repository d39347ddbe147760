package dev.sapa.local.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code processes.json} of a data directory: which processes run there. Tests read it to know whom to kill, and
 * a later launcher to find and stop what a killed launcher left behind.
 */
public final class Roster {

    /**
     * The file's content.
     *
     * @param pid of the launcher
     */
    public record Content(long pid, List<Entry> processes) {}

    /**
     * One running process.
     *
     * @param started milliseconds since 1970, as the operating system knows it
     * @param port it serves
     * @param log absolute path
     */
    public record Entry(String name, long pid, long started, int port, String log) {}

    // The system counts a process's start in ticks since boot and derives the time of day from its clock.
    private static final Duration CLOCK_DRIFT = Duration.ofSeconds(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final Path directory;
    private final Path file;

    /** @param directory the run's data directory; every process of the run has its path in its command line */
    public Roster(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        this.file = this.directory.resolve("processes.json");
    }

    /** Replaces the file atomically: a reader sees the old or the new one. */
    public synchronized void write(List<Child> children) {
        List<Entry> entries = new ArrayList<>();
        for (Child child : children) {
            if (child.isAlive()) {
                entries.add(entry(child));
            }
        }
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            json.writeValue(
                    unfinished.toFile(), new Content(ProcessHandle.current().pid(), entries));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** After a clean stop nothing runs. */
    public synchronized void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Stops the processes a killed launcher left: those whose pid, start time and command line fit the file. Services and
     * Kafka first, PostgreSQL last.
     *
     * @return the names of those stopped
     */
    public List<String> stopLeftovers() throws IOException, InterruptedException {
        List<Entry> left = new ArrayList<>();
        for (Entry entry : read()) {
            if (isStillRunning(entry)) {
                left.add(entry);
            }
        }
        List<Entry> last = left.stream().filter(Roster::isPostgres).toList();
        stop(left.stream().filter(entry -> !isPostgres(entry)).toList());
        stop(last);
        remove();
        return left.stream().map(Entry::name).toList();
    }

    private List<Entry> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return json.readValue(file.toFile(), Content.class).processes();
        } catch (JsonProcessingException e) {
            throw new StartFailure(
                    "The file " + file
                            + " cannot be read. Make sure no process of an earlier run is left and delete it.",
                    e);
        }
    }

    private boolean isStillRunning(Entry entry) {
        ProcessHandle process = ProcessHandle.of(entry.pid()).orElse(null);
        if (process == null || !process.isAlive()) {
            return false;
        }
        Instant started = process.info().startInstant().orElse(null);
        boolean sameStart = started != null
                && Duration.between(started, Instant.ofEpochMilli(entry.started()))
                                .abs()
                                .compareTo(CLOCK_DRIFT)
                        < 0;
        String commandLine = commandLine(process);
        return sameStart && (commandLine == null || commandLine.contains(directory.toString()));
    }

    /** From /proc where there is one, because the JVM cuts long command lines. Null when the system does not tell. */
    private static @Nullable String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return process.info().commandLine().orElse(null);
        }
    }

    private static void stop(List<Entry> entries) throws IOException, InterruptedException {
        List<ProcessHandle> processes = new ArrayList<>();
        for (Entry entry : entries) {
            ProcessHandle process = ProcessHandle.of(entry.pid()).orElse(null);
            if (process != null) {
                processes.add(process);
                Signals.askToEnd(process, isPostgres(entry));
            }
        }
        long end = System.nanoTime() + STOP_PATIENCE.toNanos();
        for (ProcessHandle process : processes) {
            if (!Signals.awaitEnd(process, Duration.ofNanos(end - System.nanoTime()))) {
                Signals.kill(process);
            }
        }
    }

    private static boolean isPostgres(Entry entry) {
        return entry.name().equals("postgres");
    }

    private static Entry entry(Child child) {
        long pid = child.pid();
        long started = ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(Instant::toEpochMilli)
                .orElse(0L);
        Program program = child.program();
        return new Entry(
                program.name(),
                pid,
                started,
                program.port(),
                program.log().toAbsolutePath().toString());
    }
}
