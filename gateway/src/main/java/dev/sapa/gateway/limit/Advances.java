package dev.sapa.gateway.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * What this process took out of shared buckets and has not used yet; after a while it is given up. Nobody gets more than
 * the bucket holds, since it is out of the bucket already. Safe for any thread.
 */
final class Advances {

    static final long LIFE_MILLIS = 10_000;
    private static final int MOST = 50_000;

    private record Advance(int tokens, long until) {}

    private final ConcurrentMap<String, Advance> advances = new ConcurrentHashMap<>();
    private final LongSupplier clockMillis;

    Advances(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
    }

    /** Uses one; false when there is none. */
    boolean use(String key) {
        var used = new boolean[1];
        long now = clockMillis.getAsLong();
        advances.computeIfPresent(key, (name, advance) -> {
            used[0] = advance.until() > now;
            return used[0] && advance.tokens() > 1 ? new Advance(advance.tokens() - 1, advance.until()) : null;
        });
        return used[0];
    }

    void add(String key, int tokens) {
        if (tokens < 1) {
            return;
        }
        long now = clockMillis.getAsLong();
        if (advances.size() >= MOST) {
            advances.values().removeIf(advance -> advance.until() <= now);
        }
        advances.merge(
                key,
                new Advance(tokens, now + LIFE_MILLIS),
                (known, more) -> new Advance(known.tokens() + more.tokens(), more.until()));
    }
}
