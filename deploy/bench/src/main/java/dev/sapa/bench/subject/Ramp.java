package dev.sapa.bench.subject;

import dev.sapa.bench.wire.Loop;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Opens many sockets, some at a time: the next one begins when an earlier one has said that it is there. */
public final class Ramp {

    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();
    private static final long SAY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Loop loop;
    private final int count;
    private final IntConsumer open;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();

    /** @param open begins to open the socket of that number, from 0; on the loop's thread */
    public Ramp(Loop loop, int count, IntConsumer open) {
        this.loop = loop;
        this.count = count;
        this.open = open;
    }

    /** One more is there. */
    public void arrived() {
        arrived.incrementAndGet();
        next();
    }

    public int arrivals() {
        return arrived.get();
    }

    /**
     * Opens all.
     *
     * @throws IllegalStateException when they are not all there in time
     */
    public void climb(int atOnce, Duration patience, Consumer<String> progress) {
        for (var i = 0; i < Math.min(atOnce, count); i++) {
            loop.execute(this::next);
        }
        var end = System.nanoTime() + patience.toNanos();
        var said = System.nanoTime();
        while (arrived.get() < count) {
            loop.requireSound();
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("Only " + arrived.get() + " of " + count + " sockets were there within "
                        + patience.toSeconds() + " s.");
            }
            if (System.nanoTime() - said > SAY_NANOS) {
                said = System.nanoTime();
                progress.accept(arrived.get() + " of " + count + " sockets");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void next() {
        var number = begun.getAndIncrement();
        if (number < count) {
            open.accept(number);
        }
    }
}
