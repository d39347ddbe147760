package dev.sapa.gateway.peer;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Works off one socket's frames one after the other. Touched on the socket's event loop only. */
final class Lane {

    private final int most;
    private final Consumer<Runnable> loop;
    private final Queue<Supplier<Uni<Void>>> waiting = new ArrayDeque<>(2);
    private boolean busy;

    Lane(int most, Consumer<Runnable> loop) {
        this.most = most;
        this.loop = loop;
    }

    /** Whether it was taken in; false when too much waits already. */
    boolean offer(Supplier<Uni<Void>> work) {
        if (waiting.size() >= most) {
            return false;
        }
        waiting.add(work);
        if (!busy) {
            next();
        }
        return true;
    }

    boolean isIdle() {
        return !busy && waiting.isEmpty();
    }

    void clear() {
        waiting.clear();
    }

    private void next() {
        var work = waiting.poll();
        busy = work != null;
        if (work != null) {
            work.get().subscribe().with(done -> loop.accept(this::next), failure -> loop.accept(this::next));
        }
    }
}
