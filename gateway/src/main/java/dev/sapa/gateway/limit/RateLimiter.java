package dev.sapa.gateway.limit;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
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

    /** Answers the milliseconds to wait, or as a negative number how many were taken: those wanted, if there are so many. */
    private static final String TAKE = """
            local clock = redis.call('TIME')
            local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
            local burst, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
            local held = redis.call('HMGET', KEYS[1], 'at', 'tokens')
            local tokens = burst
            if held[1] then
              tokens = math.min(burst, tonumber(held[2]) + math.max(0, now - tonumber(held[1])) * rate)
            end
            local answer
            if tokens >= 1 then
              local taken = math.min(tonumber(ARGV[4]), math.floor(tokens))
              tokens = tokens - taken
              answer = -taken
            else
              answer = math.ceil((1 - tokens) / rate)
            end
            redis.call('HSET', KEYS[1], 'at', now, 'tokens', tostring(tokens))
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return answer
            """;

    private static final String TAKE_ID = sha1(TAKE);
    private static final String UNKNOWN_SCRIPT = "NOSCRIPT";

    /** Of a bucket that is asked for every message: a fifth of the questions for a quarter of the burst at most. */
    private static final int MOST_AHEAD = 5;

    private static final int PART_AHEAD = 4;

    private final ReactiveRedisDataSource redis;
    private final LimitSettings settings;
    private final LocalBuckets local = new LocalBuckets(() -> System.nanoTime() / 1_000_000);
    private final Advances advances = new Advances(() -> System.nanoTime() / 1_000_000);
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
        if (limit == Limit.MESSAGE && advances.use(name)) {
            return Uni.createFrom().item(Verdict.ofWaitMillis(0));
        }
        if (System.nanoTime() - localUntil < 0) {
            return Uni.createFrom().item(local.take(name, bucket));
        }
        int wanted = limit == Limit.MESSAGE ? Math.max(1, Math.min(MOST_AHEAD, bucket.burst() / PART_AHEAD)) : 1;
        return run("EVALSHA", TAKE_ID, name, bucket, wanted)
                .onFailure(RateLimiter::isUnknownScript)
                .recoverWithUni(() -> run("EVAL", TAKE, name, bucket, wanted))
                .ifNoItem()
                .after(settings.redisTimeout())
                .fail()
                .map(answer -> verdict(name, answer.toLong()))
                .onFailure()
                .recoverWithItem(failure -> takeLocally(name, bucket, failure));
    }

    private Uni<Response> run(String command, String script, String name, Bucket bucket, int wanted) {
        return redis.execute(
                command,
                script,
                "1",
                name,
                String.valueOf(bucket.burst()),
                String.format(Locale.ROOT, "%.9f", bucket.perMillisecond()),
                String.valueOf(bucket.fullAfterMillis() + 1000),
                String.valueOf(wanted));
    }

    private static boolean isUnknownScript(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith(UNKNOWN_SCRIPT);
    }

    private Verdict verdict(String name, long answer) {
        if (answer < 0) {
            advances.add(name, (int) -answer - 1);
        }
        return Verdict.ofWaitMillis(answer);
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

    private static String sha1(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
