package dev.sapa.gateway.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The buckets of this process alone, for when Redis is away. Safe for any thread. */
final class LocalBuckets {

    private static final int MOST = 50_000;

    private record Level(double tokens, long at, long fullAt, long waitMillis) {}

    private final ConcurrentMap<String, Level> levels = new ConcurrentHashMap<>();
    private final LongSupplier clockMillis;

    LocalBuckets(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
    }

    Verdict take(String key, Bucket bucket) {
        long now = clockMillis.getAsLong();
        if (levels.size() >= MOST) {
            levels.values().removeIf(level -> level.fullAt() <= now);
        }
        var level = levels.compute(key, (name, old) -> next(old, bucket, now));
        return Verdict.ofWaitMillis(level.waitMillis());
    }

    private static Level next(@Nullable Level old, Bucket bucket, long now) {
        double tokens = old == null
                ? bucket.burst()
                : Math.min(bucket.burst(), old.tokens() + Math.max(0, now - old.at()) * bucket.perMillisecond());
        boolean allowed = tokens >= 1;
        double left = allowed ? tokens - 1 : tokens;
        long waitMillis = allowed ? 0 : (long) Math.ceil((1 - tokens) / bucket.perMillisecond());
        return new Level(left, now, now + bucket.fullAfterMillis(), waitMillis);
    }
}
