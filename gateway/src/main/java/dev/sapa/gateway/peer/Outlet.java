package dev.sapa.gateway.peer;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what was handed to a socket and has not left the process yet. Written by the socket's event loop, read by the
 * sweep of all sockets.
 */
final class Outlet {

    private final AtomicInteger bytes = new AtomicInteger();
    private volatile long progressAt;

    /** Counts a frame in; answers how many bytes wait now. */
    int add(int size, long now) {
        int before = bytes.getAndAdd(size);
        if (before == 0) {
            progressAt = now;
        }
        return before + size;
    }

    void left(int size, long now) {
        bytes.addAndGet(-size);
        progressAt = now;
    }

    int waitingBytes() {
        return bytes.get();
    }

    /** Whether something waits and nothing has left for longer than allowed. */
    boolean isStuck(long now, long allowedNanos) {
        return bytes.get() > 0 && now - progressAt > allowedNanos;
    }
}
