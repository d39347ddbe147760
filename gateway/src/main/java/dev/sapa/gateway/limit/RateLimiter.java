package dev.sapa.gateway.limit;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Counts in Redis, so that all gateways count together; by Redis' clock. While Redis is away each gateway counts
 * alone: limits then loosen with the number of gateways, but never vanish.
 */
@ApplicationScoped
public class RateLimiter {

    private static final Logger LOG = Logger.getLogger(RateLimiter.class);

    /** Answers the milliseconds to wait; 0 means taken. */
    private static final String TAKE = """
            local clock = redis.call('TIME')
            local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
            local burst, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
            local held = redis.call('HMGET', KEYS[1], 'at', 'tokens')
            local tokens = burst
            if held[1] then
              tokens = math.min(burst, tonumber(held[2]) + math.max(0, now - tonumber(held[1])) * rate)
            end
            local wait = 0
            if tokens >= 1 then tokens = tokens - 1 else wait = math.ceil((1 - tokens) / rate) end
            redis.call('HSET', KEYS[1], 'at', now, 'tokens', tostring(tokens))
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return wait
            """;

    private final ReactiveRedisDataSource redis;
    private final LimitSettings settings;
    private final LocalBuckets local = new LocalBuckets(() -> System.nanoTime() / 1_000_000);
    private final Map<Limit, Bucket> buckets = new EnumMap<>(Limit.class);
    private volatile long localUntil = System.nanoTime();

    RateLimiter(ReactiveRedisDataSource redis, LimitSettings settings) {
        this.redis = redis;
        this.settings = settings;
        for (var limit : Limit.values()) {
            var override = settings.bucket().get(limit.wireName());
            buckets.put(
                    limit,
                    override == null
                            ? limit.usual(settings.demo())
                            : new Bucket(override.burst(), override.perMinute()));
        }
    }

    /**
     * Takes one from the bucket.
     *
     * @param key whose bucket: an address, a conversation id, a visitor's identity
     * @return never fails
     */
    public Uni<Verdict> take(Limit limit, String key) {
        var bucket = bucketOf(limit);
        var name = "sapa:limit:" + limit.wireName() + ":" + key;
        if (System.nanoTime() - localUntil < 0) {
            return Uni.createFrom().item(local.take(name, bucket));
        }
        return redis.execute(
                        "EVAL",
                        TAKE,
                        "1",
                        name,
                        String.valueOf(bucket.burst()),
                        String.format(Locale.ROOT, "%.9f", bucket.perMillisecond()),
                        String.valueOf(bucket.fullAfterMillis() + 1000))
                .ifNoItem()
                .after(settings.redisTimeout())
                .fail()
                .map(wait -> Verdict.ofWaitMillis(wait.toLong()))
                .onFailure()
                .recoverWithItem(failure -> takeLocally(name, bucket, failure));
    }

    /** Takes one, or fails with {@link LimitProblem#exceeded}. */
    public Uni<Void> require(Limit limit, String key) {
        return take(limit, key)
                .chain(verdict -> verdict.allowed()
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(() -> LimitProblem.exceeded(verdict)));
    }

    private Verdict takeLocally(String name, Bucket bucket, Throwable failure) {
        if (System.nanoTime() - localUntil >= 0) {
            LOG.warnf("Redis does not answer, limits are counted locally: %s", failure.getMessage());
        }
        localUntil = System.nanoTime() + settings.redisPause().toNanos();
        return local.take(name, bucket);
    }

    private Bucket bucketOf(Limit limit) {
        var bucket = buckets.get(limit);
        if (bucket == null) {
            throw new IllegalStateException("No bucket for " + limit);
        }
        return bucket;
    }

    /** How many sockets one client address may hold open. */
    public int socketsPerAddress() {
        return settings.socketsPerAddress().orElse(settings.demo() ? 400 : 50);
    }

    /** How many sockets may join one conversation as its visitor. */
    public int socketsPerSession() {
        return settings.socketsPerSession().orElse(settings.demo() ? 50 : 5);
    }
}
