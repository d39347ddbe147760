package dev.sapa.bench.scenario;

import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import dev.sapa.bench.subject.Peer;
import dev.sapa.bench.subject.Servers;
import dev.sapa.bench.subject.Suite;
import dev.sapa.bench.wire.Loop;
import dev.sapa.local.server.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of the command: what it was asked, what it has started, and how all of that is stopped again. */
final class Bench implements AutoCloseable {

    private static final Path HOME = Path.of("target", "bench");

    private static final String RUN = "run-";

    private final Options options;
    private final Console console;
    private final Path directory;
    private final Loop loop = new Loop();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private @Nullable Servers servers;
    private volatile boolean closed;

    Bench(Options options, Console console) {
        this.options = options;
        this.console = console;
        this.directory = HOME.resolve(RUN + ProcessHandle.current().pid());
        removeRemains();
    }

    /** Logs of earlier runs, and data of those that were killed. */
    private static void removeRemains() {
        if (!Files.exists(HOME)) {
            return;
        }
        try (var runs = Files.newDirectoryStream(HOME, RUN + "[0-9]*")) {
            for (var run : runs) {
                var pid = Long.parseLong(run.getFileName().toString().substring(RUN.length()));
                if (ProcessHandle.of(pid).isEmpty()) {
                    Servers.delete(run);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Options options() {
        return options;
    }

    Console console() {
        return console;
    }

    Loop loop() {
        return loop;
    }

    /** Of reports. */
    static Path home() {
        return HOME;
    }

    Path directory() {
        return directory;
    }

    /** Started at the first call. */
    Servers servers() {
        if (servers == null) {
            console.say("Starting PostgreSQL, Redis and Kafka");
            servers = own(Servers.start(directory.resolve("servers"), false));
        }
        return servers;
    }

    /** Uses servers of which the data stays between runs. Only before the first call of {@link #servers()}. */
    Servers serversThatStay(String name) {
        console.say("Starting PostgreSQL, Redis and Kafka on the data in " + HOME.resolve(name));
        servers = own(Servers.start(HOME.resolve(name), true));
        return servers;
    }

    /** Stops the servers and drops their data; the next call of {@link #servers()} starts new ones. */
    void dropServers() {
        if (servers != null) {
            disown(servers);
            servers = null;
        }
    }

    /** Starts the suite and waits until it is ready. */
    Suite suite(Database database, String replicas) {
        console.say("Starting the suite" + (replicas.isEmpty() ? "" : " with " + replicas));
        var suite = Suite.launch(
                directory.resolve("suite"), servers(), database, replicas, Map.of(), console.progress("suite"));
        own(suite);
        return suite.awaitReady();
    }

    /**
     * Starts a peer.
     *
     * @param settings of its environment, beside port and database
     */
    Peer peer(String script, Database database, Map<String, String> settings) {
        var environment = new TreeMap<>(settings);
        environment.put("DATABASE_URL", Servers.address(database));
        return own(Peer.start(script, directory, environment));
    }

    /** Will be closed when the run ends, the last one first. */
    synchronized <T extends AutoCloseable> T own(T resource) {
        if (closed) {
            end(resource);
            throw new IllegalStateException("The run is being stopped.");
        }
        started.push(resource);
        return resource;
    }

    /** Closes it now. */
    synchronized void disown(AutoCloseable resource) {
        started.remove(resource);
        end(resource);
    }

    /** A report of this run. */
    Report report(String title, List<Measure> measures, List<Round> rounds, List<String> notes) {
        return new Report(
                options.scenario(), title, options.command(), Machine.describe(), measures, List.copyOf(rounds), notes);
    }

    /** Does nothing for that long but show that it does. */
    void rest(Duration length, String why) {
        var progress = console.progress(why);
        var end = System.nanoTime() + length.toNanos();
        for (var left = length; !left.isNegative(); left = Duration.ofNanos(end - System.nanoTime())) {
            progress.accept(left.toSeconds() + " s");
            try {
                TimeUnit.MILLISECONDS.sleep(Math.min(1000, left.toMillis() + 1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    /** Whether all was stopped, or is being stopped. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        while (!started.isEmpty()) {
            end(started.pop());
        }
        loop.close();
    }

    private void end(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            console.say("Something could not be stopped: " + e);
        }
    }
}
