package dev.sapa.bench.load;

import dev.sapa.bench.wire.Loop;
import java.time.Duration;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Keeps a fixed number of messages under way: whenever one is answered the next is sent. Says nothing about latency, since
 * a slow subject gets less load; it is for what a message costs, which hardly depends on what else the machine does.
 *
 * @param window messages under way
 * @param patience how long nothing may come before it is given up
 * @param progress is told once a second how far it is
 */
public record ClosedLoop(int window, Duration patience, Consumer<String> progress) {

    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /**
     * What came of it.
     *
     * @param whole whether each message was acknowledged and delivered, none twice
     */
    public record Result(int acked, int delivered, int refused, boolean whole, Duration length) {

        public double rate() {
            return acked * 1000.0 / Math.max(1, length.toMillis());
        }
    }

    /**
     * Sends them and waits for the last.
     *
     * @param tag of the messages, for whoever counts them in a database
     */
    public Result run(Loop loop, Chat chat, int messages, long seed, String tag) {
        var round = new Round(chat, messages, seed);
        chat.listen(tag, round);
        var began = System.nanoTime();
        loop.execute(() -> round.begin(window));
        var said = began;
        while (!round.isOver() && System.nanoTime() - round.movedAt < patience.toNanos()) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (System.nanoTime() - said > SECOND) {
                said = System.nanoTime();
                progress.accept("%d of %d".formatted(round.delivered, messages));
            }
        }
        var length = Duration.ofNanos(round.movedAt - began);
        return loop.ask(() -> new Result(
                round.acked,
                round.delivered,
                round.refused,
                round.isOver() && round.refused == 0 && !round.doubled,
                length));
    }

    /** Written by the loop's thread only. */
    private static final class Round implements Chat.Listener {

        private final Chat chat;
        private final int messages;
        private final SplittableRandom random;
        private final BitSet arrived = new BitSet();
        private int sent;
        private boolean doubled;
        private volatile int acked;
        private volatile int refused;
        private volatile int delivered;
        private volatile long movedAt = System.nanoTime();

        Round(Chat chat, int messages, long seed) {
            this.chat = chat;
            this.messages = messages;
            this.random = new SplittableRandom(seed);
        }

        void begin(int window) {
            for (var i = 0; i < window; i++) {
                next();
            }
        }

        boolean isOver() {
            return acked + refused >= messages && delivered >= acked;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
        public void acked(int index) {
            movedAt = System.nanoTime();
            acked++;
            next();
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
        public void refused(int index, String why) {
            movedAt = System.nanoTime();
            refused++;
            next();
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
        public void delivered(int index) {
            movedAt = System.nanoTime();
            if (arrived.get(index)) {
                doubled = true;
            } else {
                arrived.set(index);
                delivered++;
            }
        }

        private void next() {
            if (sent < messages) {
                chat.send(random.nextInt(chat.conversations()), sent++);
            }
        }
    }
}
