package dev.sapa.chat.message;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for messages, fetched ahead, so that whoever writes messages knows their numbers before. A number is given once;
 * those that a process leaves behind when it ends are never used. Thread-safe.
 */
@ApplicationScoped
class MessageNumbers {

    private static final int BLOCK = 500;
    private static final String FETCH = "select nextval('message_number') from generate_series(1, $1)";

    private final Deque<Long> free = new ArrayDeque<>();

    /** Sees to it that there will be enough for so many messages and for some more; asks the database now and then only. */
    Uni<Void> provide(SqlConnection connection, int count) {
        return has(2 * count) ? Uni.createFrom().voidItem() : fetch(connection, 2 * count);
    }

    /** So many numbers, ascending. */
    Uni<List<Long>> take(SqlConnection connection, int count) {
        var taken = poll(count);
        return taken != null
                ? Uni.createFrom().item(taken)
                : fetch(connection, count).chain(() -> take(connection, count));
    }

    private Uni<Void> fetch(SqlConnection connection, int atLeast) {
        return connection
                .preparedQuery(FETCH)
                .execute(Tuple.of(Math.max(BLOCK, atLeast)))
                .invoke(rows -> {
                    var numbers = new ArrayList<Long>(rows.size());
                    rows.forEach(row -> numbers.add(row.getLong(0)));
                    add(numbers);
                })
                .replaceWithVoid();
    }

    private synchronized boolean has(int count) {
        return free.size() >= count;
    }

    private synchronized void add(List<Long> numbers) {
        free.addAll(numbers);
    }

    private synchronized @Nullable List<Long> poll(int count) {
        if (free.size() < count) {
            return null;
        }
        var taken = new ArrayList<Long>(count);
        for (int i = 0; i < count; i++) {
            taken.add(free.remove());
        }
        return taken;
    }
}
