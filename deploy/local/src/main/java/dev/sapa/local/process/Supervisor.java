package dev.sapa.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps children running: one that ends is started again after a growing pause, until {@link #retire} is called. A child
 * that hangs is left alone.
 */
public final class Supervisor {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Consumer<String> report;
    private final Consumer<List<Child>> started;
    private final List<Child> children = new CopyOnWriteArrayList<>();
    private final CountDownLatch retired = new CountDownLatch(1);

    /**
     * @param report receives one line for a person whenever a child ends unasked and when it is back
     * @param started receives all children so far after each start of one
     */
    public Supervisor(Consumer<String> report, Consumer<List<Child>> started) {
        this.report = report;
        this.started = started;
    }

    /**
     * Starts a child, waits until it serves, and keeps it running from then on.
     *
     * @throws StartFailure when it does not serve in time or ends before; it is not started again then
     */
    public void launch(Child child, Duration patience) throws IOException, InterruptedException {
        children.add(child);
        start(child);
        child.awaitReady(patience);
        Thread watcher =
                new Thread(() -> keepRunning(child), "watch-" + child.program().name());
        watcher.setDaemon(true);
        watcher.start();
    }

    /** From now on nothing is started any more: children that end stay ended. */
    public void retire() {
        retired.countDown();
    }

    public boolean isRetired() {
        return retired.getCount() == 0;
    }

    /** All children launched, in the order of their launch. */
    public List<Child> children() {
        return new ArrayList<>(children);
    }

    /** Stops a child for good; only after {@link #retire}. @return whether it ended without being killed */
    public boolean stop(Child child, Duration patience) {
        // A start that is under way is waited for, so that no process slips through.
        synchronized (child) {
            return child.stop(patience);
        }
    }

    private void start(Child child) throws IOException, InterruptedException {
        synchronized (child) {
            if (isRetired()) {
                throw new StartFailure(child.program().name() + " is not started: the run is stopping.");
            }
            child.start();
        }
        started.accept(children());
    }

    private void keepRunning(Child child) {
        RestartPause pauses = new RestartPause();
        try {
            long readySince = System.nanoTime();
            int code = child.awaitEnd();
            Duration healthyFor = since(readySince);
            while (!isRetired()) {
                Duration pause = pauses.after(healthyFor);
                report.accept(child.program().name() + " ended with code " + code + "; starting it again in "
                        + seconds(pause));
                if (retired.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                healthyFor = startAgain(child);
                code = child.awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it and stays until it has ended again. @return how long it had been ready */
    private Duration startAgain(Child child) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            start(child);
            // What it depends on may be away for long; only its end is a reason to start it anew.
            child.awaitReady(FOR_EVER);
        } catch (IOException | RuntimeException e) {
            // Whatever it was, for example a full disk: the next round tries again.
            if (!isRetired()) {
                report.accept(String.valueOf(e.getMessage()));
            }
            return Duration.ZERO;
        }
        report.accept(child.program().name() + " is back after " + seconds(since(begun)));
        long readySince = System.nanoTime();
        child.awaitEnd();
        return since(readySince);
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
