package dev.sapa.auth.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list.
 *
 * @param nextCursor what to ask with for the next piece; null at the end of the list
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * Cuts a page out of what was found.
     *
     * @param found  up to {@code limit + 1} items; the one too many shows that there is more
     * @param cursor where an item stands in the list
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, cursor.apply(items.get(limit - 1)));
    }
}
