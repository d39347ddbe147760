package dev.sapa.gateway.peer;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works off one socket's frames: those about one subject one after the other, those about different subjects beside each
 * other, so that an agent's twelve conversations do not wait for the slowest of them. Touched on the socket's event loop
 * only.
 */
final class Lanes {

    private static final Object ALONE = new Object();

    private final int most;
    private final int atOnce;
    private final Consumer<Runnable> loop;
    private final List<Task> waiting = new ArrayList<>(2);
    private final Set<Object> running = new HashSet<>(4);

    private record Task(Supplier<@Nullable Object> subject, Supplier<Uni<Void>> work) {}

    /**
     * @param most   tasks that may wait
     * @param atOnce tasks that may be under way
     * @param loop   runs a task on the socket's event loop, later
     */
    Lanes(int most, int atOnce, Consumer<Runnable> loop) {
        this.most = most;
        this.atOnce = atOnce;
        this.loop = loop;
    }

    /**
     * Takes work in.
     *
     * @param subject asked when the work could begin: what it is about, after which it goes on in order; null when it must
     *                follow everything before it and be over before anything after it begins
     * @return false when too much waits already
     */
    boolean offer(Supplier<@Nullable Object> subject, Supplier<Uni<Void>> work) {
        if (waiting.size() >= most) {
            return false;
        }
        waiting.add(new Task(subject, work));
        advance();
        return true;
    }

    boolean isIdle() {
        return running.isEmpty() && waiting.isEmpty();
    }

    void clear() {
        waiting.clear();
    }

    private void advance() {
        var before = new HashSet<>(running);
        int next = 0;
        while (next < waiting.size() && running.size() < atOnce && !running.contains(ALONE)) {
            var task = waiting.get(next);
            var subject = task.subject().get();
            if (subject == null) {
                if (!before.isEmpty()) {
                    return;
                }
                subject = ALONE;
            }
            if (before.add(subject)) {
                waiting.remove(next);
                running.add(subject);
                begin(task, subject);
            } else {
                next++;
            }
        }
    }

    private void begin(Task task, Object subject) {
        task.work().get().subscribe().with(done -> over(subject), failure -> over(subject));
    }

    private void over(Object subject) {
        loop.accept(() -> {
            running.remove(subject);
            advance();
        });
    }
}
