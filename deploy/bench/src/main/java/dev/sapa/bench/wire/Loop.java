package dev.sapa.bench.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * One thread that serves all sockets of the generator. Everything a socket reports is reported on this thread, so that
 * its listeners need no locks. The loop samples its own lag every 10 ms: how much later than due a timer ran.
 */
public final class Loop implements AutoCloseable {

    private static final int INPUT_BYTES = 256 * 1024;
    private static final long SAMPLE_NANOS = Duration.ofMillis(10).toNanos();
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ByteBuffer input = ByteBuffer.allocate(INPUT_BYTES);
    private final Recorder lag = new Recorder(3);
    private final Thread thread;
    private volatile boolean closed;
    private volatile Throwable failure = new IllegalStateException("none");
    private volatile boolean failed;

    private record Timer(long due, Runnable action) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return Long.compare(due - other.due, 0);
        }
    }

    public Loop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run, "sockets");
        thread.setDaemon(true);
        sampleAfter(System.nanoTime() + SAMPLE_NANOS);
        thread.start();
    }

    /** Runs it on the loop's thread, soon. */
    public void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread && woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** Runs it on the loop's thread after that time. */
    public void after(Duration delay, Runnable task) {
        var due = System.nanoTime() + delay.toNanos();
        execute(() -> timers.add(new Timer(due, task)));
    }

    /** Asks something on the loop's thread and waits for the answer, so that what listeners wrote is seen whole. */
    public <T> T ask(Supplier<T> question) {
        var answer = new AtomicReference<Optional<T>>();
        execute(() -> answer.set(Optional.of(question.get())));
        while (answer.get() == null) {
            requireSound();
            LockSupport.parkNanos(NANOS_PER_MILLI);
        }
        return answer.get().orElseThrow();
    }

    /** How late timers ran since this was asked last, in nanoseconds; clears the samples. */
    public Histogram takeLag() {
        return lag.getIntervalHistogram();
    }

    /**
     * Does nothing while all is well.
     *
     * @throws IllegalStateException if a listener failed: what was measured since is worthless
     */
    public void requireSound() {
        if (failed) {
            throw new IllegalStateException("The generator failed", failure);
        }
    }

    /** Opens a connection; all that becomes of it is told to its listener. */
    void connect(Wire wire, InetSocketAddress from, InetSocketAddress to) {
        execute(() -> open(wire, from, to));
    }

    private void open(Wire wire, InetSocketAddress from, InetSocketAddress to) {
        try {
            var channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.bind(from);
            var key = channel.register(selector, SelectionKey.OP_CONNECT, wire);
            wire.opened(channel, key);
            if (channel.connect(to)) {
                wire.connected();
            }
        } catch (IOException e) {
            wire.fail(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void run() {
        while (!closed) {
            try {
                selector.select(this::ready, untilNextTimer());
                woken.set(false);
                for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                runTimers();
            } catch (IOException | ClosedSelectorException e) {
                fail(e);
                return;
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }
        closeAll();
    }

    private void fail(Throwable e) {
        if (!failed) {
            failure = e;
            failed = true;
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Wire wire) {
            wire.ready(key, input);
        }
    }

    private long untilNextTimer() {
        var next = timers.peek();
        if (next == null) {
            return SAMPLE_NANOS / NANOS_PER_MILLI;
        }
        // 0 would wait for ever.
        return Math.max(1, (next.due - System.nanoTime() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }

    private void runTimers() {
        for (var next = timers.peek(); next != null && next.due - System.nanoTime() <= 0; next = timers.peek()) {
            timers.remove();
            next.action.run();
        }
    }

    private void sampleAfter(long due) {
        timers.add(new Timer(due, () -> {
            var now = System.nanoTime();
            // What would have been sampled during a stall counts too.
            lag.recordValueWithExpectedInterval(Math.max(0, now - due), SAMPLE_NANOS);
            sampleAfter(now + SAMPLE_NANOS);
        }));
    }

    private void closeAll() {
        try {
            for (var key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            fail(e);
        }
    }
}
