package dev.sapa.verify.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/** One direction of a proxied connection. Bytes leave in the order of their arrival; the end comes after the last one. */
final class Pipe {

    static final long NEVER = Long.MAX_VALUE;

    private static final int READ_AT_ONCE = 64 * 1024;
    private static final int MOST_UNDER_WAY = 1024 * 1024;
    private static final int WRITES_PER_SECOND = 50;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Way way;
    private final SocketChannel from;
    private final SocketChannel to;
    private final Random random;
    private final Deque<Chunk> underWay = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_AT_ONCE);
    private int bytesUnderWay;
    private long lastDue = Long.MIN_VALUE;
    private long nextWrite = Long.MIN_VALUE;
    private boolean ended;
    private boolean finished;
    private boolean severed;
    private boolean congested;
    private boolean sourceBroke;

    private record Chunk(long due, ByteBuffer bytes) {}

    Pipe(Way way, SocketChannel from, SocketChannel to, Random random) {
        this.way = way;
        this.from = from;
        this.to = to;
        this.random = random;
    }

    /** From now on nothing arrives any more, not even the end; the sender notices nothing. */
    void sever() {
        severed = true;
        underWay.clear();
        bytesUnderWay = 0;
    }

    /** Whether its source has ended and everything has been passed on. */
    boolean isFinished() {
        return finished;
    }

    boolean wantsToRead(Weather weather) {
        return !ended && (severed || (!weather.held().contains(way) && bytesUnderWay < MOST_UNDER_WAY));
    }

    boolean wantsToWrite() {
        return congested;
    }

    /**
     * Moves what can be moved without waiting.
     *
     * @return when to try again though nothing new came, in monotonic nanoseconds; {@link #NEVER} if there is no need
     * @throws IOException when the source has broken off and all it said before has been passed on
     */
    long pump(Weather weather, long now) throws IOException {
        if (wantsToRead(weather)) {
            read(weather, now);
        }
        return write(weather, now);
    }

    private void read(Weather weather, long now) {
        var count = readSome();
        if (count < 0) {
            ended = true;
        } else if (count > 0 && !severed) {
            var bytes = ByteBuffer.allocate(count).put(buffer.flip()).flip();
            lastDue = Math.max(lastDue, now + delay(weather));
            underWay.add(new Chunk(lastDue, bytes));
            bytesUnderWay += count;
        }
    }

    /** A source that broke off has ended too; what it had said before still arrives. */
    private int readSome() {
        try {
            return from.read(buffer.clear());
        } catch (IOException e) {
            sourceBroke = true;
            return -1;
        }
    }

    private long delay(Weather weather) {
        var jitter = weather.jitter().toNanos();
        return weather.delay().toNanos() + (jitter == 0 ? 0 : random.nextLong(jitter));
    }

    private long write(Weather weather, long now) throws IOException {
        congested = false;
        while (!underWay.isEmpty()) {
            var head = underWay.element();
            if (weather.held().contains(way)) {
                return NEVER;
            }
            var due = Math.max(head.due(), nextWrite);
            if (due > now) {
                return due;
            }
            int written;
            try {
                written = write(weather, head.bytes(), now);
            } catch (IOException e) {
                // Nobody is there to take it; what the other end has said may still be on its way.
                sever();
                ended = true;
                finished = true;
                return NEVER;
            }
            if (written == 0) {
                congested = true;
                return NEVER;
            }
            bytesUnderWay -= written;
            if (!head.bytes().hasRemaining()) {
                underWay.remove();
            }
        }
        if (ended && !finished) {
            finished = true;
            end();
        }
        return NEVER;
    }

    private void end() throws IOException {
        if (sourceBroke && !severed) {
            throw new IOException("The other end broke off");
        }
        if (!severed) {
            to.shutdownOutput();
        }
    }

    private int write(Weather weather, ByteBuffer bytes, long now) throws IOException {
        var most = bytes.remaining();
        if (weather.slice() > 0) {
            most = Math.min(most, weather.slice());
        }
        if (weather.rate() > 0) {
            most = (int) Math.min(most, Math.max(1, weather.rate() / WRITES_PER_SECOND));
        }
        var slice = bytes.slice(bytes.position(), most);
        var written = to.write(slice);
        bytes.position(bytes.position() + written);
        if (weather.rate() > 0) {
            nextWrite = Math.max(now, nextWrite) + (long) (written * NANOS_PER_SECOND / weather.rate());
        } else if (weather.slice() > 0) {
            nextWrite = now + weather.pause().toNanos();
        }
        return written;
    }
}
