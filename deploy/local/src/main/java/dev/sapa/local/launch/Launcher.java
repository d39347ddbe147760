package dev.sapa.local.launch;

import dev.sapa.local.process.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Started by {@code ./deploy/up} in the checkout's root directory. Exit code 1: could not start, and said why. */
final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            RunSettings settings = RunSettings.of(Path.of("").toAbsolutePath(), List.of(arguments), System.getenv());
            run(settings);
        } catch (StartFailure e) {
            fail(e.getMessage());
        } catch (IOException e) {
            fail("A file of the local run cannot be used: " + e);
        }
    }

    /** Returns by a failure only; a signal ends the JVM, whose shutdown hook then stops all. */
    private static void run(RunSettings settings) throws IOException, InterruptedException {
        Progress progress = new Progress(System.out);
        RunLock lock = RunLock.acquire(settings.data());
        try {
            RunPlan plan = RunPlan.of(settings);
            Run run = new Run(settings, plan, progress);
            run.prepare();
            progress.say("Starting Sapa; data in " + settings.data() + ", logs in " + settings.logs());
            Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "stop"));
            startUnlessStopping(run);
            if (!run.isStopping()) {
                progress.allReady(plan.publicPort(), settings.isDemo());
            }
            new CountDownLatch(1).await();
        } finally {
            lock.release();
        }
    }

    private static void startUnlessStopping(Run run) throws IOException, InterruptedException {
        try {
            run.start();
        } catch (StartFailure e) {
            // Stopping during the start makes it fail; that is no news.
            if (!run.isStopping()) {
                throw e;
            }
        }
    }

    private static void fail(@Nullable String message) {
        System.err.println(message);
        System.exit(1);
    }
}
