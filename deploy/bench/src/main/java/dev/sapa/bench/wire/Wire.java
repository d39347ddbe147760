package dev.sapa.bench.wire;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One TCP connection of the {@link Loop}. Sending is for any thread; the rest happens on the loop's. */
final class Wire {

    /** Told on the loop's thread. After {@link #closed} nothing more comes. */
    interface Listener {

        void connected();

        /**
         * Something came.
         *
         * @param input to be read to its end before returning
         */
        void received(ByteBuffer input);

        /**
         * The connection is no more, or could not be opened.
         *
         * @param why null when the other side simply closed
         */
        void closed(@Nullable IOException why);
    }

    private final Loop loop;
    private final Listener listener;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private volatile @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private boolean closed;

    Wire(Loop loop, Listener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /** Writes at once what the socket takes and the rest when it can; on a closed connection it is dropped. */
    void send(ByteBuffer data) {
        synchronized (waiting) {
            var current = channel;
            if (current == null || closed) {
                return;
            }
            try {
                if (waiting.isEmpty()) {
                    current.write(data);
                }
                if (data.hasRemaining()) {
                    waiting.add(data);
                    loop.execute(this::awaitRoom);
                }
            } catch (IOException e) {
                loop.execute(() -> fail(e));
            }
        }
    }

    /** Closes in good order. */
    void close() {
        loop.execute(() -> end(null));
    }

    /** Cuts the connection as a dead network does that comes back with a reset: nothing more is read or said. */
    void reset() {
        loop.execute(() -> {
            var current = channel;
            if (current != null && current.isOpen()) {
                try {
                    current.setOption(StandardSocketOptions.SO_LINGER, 0);
                } catch (IOException e) {
                    end(e);
                    return;
                }
            }
            end(null);
        });
    }

    void opened(SocketChannel opened, SelectionKey registered) {
        channel = opened;
        key = registered;
    }

    void connected() {
        if (key != null) {
            key.interestOps(SelectionKey.OP_READ);
        }
        listener.connected();
    }

    void fail(IOException why) {
        end(why);
    }

    void ready(SelectionKey ready, ByteBuffer input) {
        try {
            if (ready.isValid() && ready.isConnectable() && channel != null && channel.finishConnect()) {
                connected();
            }
            if (ready.isValid() && ready.isReadable()) {
                read(input);
            }
            if (ready.isValid() && ready.isWritable()) {
                flush(ready);
            }
        } catch (IOException e) {
            end(e);
        }
    }

    private void read(ByteBuffer input) throws IOException {
        var current = channel;
        if (current == null) {
            return;
        }
        input.clear();
        var count = current.read(input);
        if (count < 0) {
            end(null);
            return;
        }
        input.flip();
        if (input.hasRemaining()) {
            listener.received(input);
        }
    }

    private void flush(SelectionKey ready) throws IOException {
        synchronized (waiting) {
            var current = channel;
            while (current != null && !waiting.isEmpty()) {
                current.write(waiting.element());
                if (waiting.element().hasRemaining()) {
                    return;
                }
                waiting.remove();
            }
            ready.interestOps(SelectionKey.OP_READ);
        }
    }

    private void awaitRoom() {
        if (key != null && key.isValid()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    private void end(@Nullable IOException why) {
        synchronized (waiting) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.clear();
        }
        var reason = why;
        var current = channel;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                reason = reason == null ? e : reason;
            }
        }
        listener.closed(reason);
    }
}
