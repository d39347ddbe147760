package dev.sapa.relay;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The events of one aggregate on their way through a handler: one after another, a version that came too early waits
 * aside until the missing ones have been applied or nothing more has been for as long as patience lasts. Guarded by its own
 * monitor; nothing is called while holding it.
 */
final class KeyLane {

    private static final Logger LOG = Logger.getLogger(KeyLane.class);
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;
    private static final int TRIES_OF_A_SUSPICIOUS_ONE = 5;

    private final Vertx vertx;
    private final long patienceMs;
    private final BooleanSupplier stopping;
    private final Runnable whenEmpty;
    private final Deque<Work> arrived = new ArrayDeque<>();
    private final Queue<Work> early = new PriorityQueue<>(Comparator.comparingLong(Work::version));
    private int announced;
    private boolean busy;
    private boolean impatient;

    /** Since the last look at those that wait; only the first of them may be next. */
    private boolean advanced;

    private @Nullable Long timer;

    KeyLane(Vertx vertx, long patienceMs, BooleanSupplier stopping, Runnable whenEmpty) {
        this.vertx = vertx;
        this.patienceMs = patienceMs;
        this.stopping = stopping;
        this.whenEmpty = whenEmpty;
    }

    /**
     * One event with what to do about it.
     *
     * @param aside run whenever it begins to wait for an earlier one
     */
    record Work(
            long version,
            String what,
            Supplier<Uni<Void>> apply,
            Supplier<Uni<Void>> reconcile,
            Runnable aside,
            UniEmitter<? super Void> done) {}

    /** Somebody is about to {@link #add}: the lane must not be given up in between. */
    synchronized void announce() {
        announced++;
    }

    void add(Work work) {
        synchronized (this) {
            announced--;
            arrived.add(work);
        }
        next();
    }

    synchronized boolean isEmpty() {
        return announced == 0 && !busy && arrived.isEmpty() && early.isEmpty();
    }

    private void next() {
        Work work;
        boolean reconcile = false;
        synchronized (this) {
            if (busy) {
                return;
            }
            if (advanced && !early.isEmpty()) {
                work = early.remove();
            } else if (impatient && arrived.isEmpty() && !early.isEmpty()) {
                work = early.remove();
                reconcile = true;
                impatient = false;
            } else {
                work = arrived.poll();
            }
            advanced = false;
            busy = work != null;
        }
        if (work == null) {
            whenEmpty.run();
        } else {
            attempt(work, reconcile, 1);
        }
    }

    private void attempt(Work work, boolean reconcile, int attempt) {
        var doing = Uni.createFrom()
                .deferred(
                        () -> reconcile ? work.reconcile().get() : work.apply().get());
        Handlers.onFreshContext(vertx, doing).subscribe().with(done -> applied(work), failure -> {
            if (failure instanceof VersionGap && !reconcile) {
                hold(work);
            } else if (Failures.isPoison(failure)
                    || (Failures.isSuspicious(failure) && attempt >= TRIES_OF_A_SUSPICIOUS_ONE)) {
                buried(work, failure);
            } else {
                retry(work, reconcile, attempt, failure);
            }
        });
    }

    private void applied(Work work) {
        synchronized (this) {
            advanced = true;
            impatient = false;
            if (timer != null) {
                vertx.cancelTimer(timer);
                timer = null;
            }
        }
        finish(() -> work.done().complete(null));
    }

    private void buried(Work work, Throwable failure) {
        synchronized (this) {
            advanced = true; // for the look at the first of those behind it, which sets their clock
        }
        finish(() -> work.done().fail(failure));
    }

    private void hold(Work work) {
        synchronized (this) {
            early.add(work);
            if (timer == null) {
                timer = vertx.setTimer(patienceMs, this::losePatience);
            }
        }
        finish(work.aside());
    }

    private void losePatience(long fired) {
        synchronized (this) {
            if (timer == null || timer != fired) {
                return; // it fired while it was cancelled
            }
            timer = null;
            impatient = !early.isEmpty();
        }
        next();
    }

    private void retry(Work work, boolean reconcile, int attempt, Throwable failure) {
        if (stopping.getAsBoolean()) {
            return; // not acknowledged, so it comes again to whoever takes over
        }
        long pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(attempt - 1, 10));
        LOG.warnf("%s is tried again in %d ms (attempt %d): %s", work.what(), pause, attempt, failure.getMessage());
        vertx.setTimer(pause, fired -> attempt(work, reconcile, attempt + 1));
    }

    private void finish(Runnable outcome) {
        synchronized (this) {
            busy = false;
        }
        outcome.run();
        next();
    }
}
