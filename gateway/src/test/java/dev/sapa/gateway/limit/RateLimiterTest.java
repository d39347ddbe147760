package dev.sapa.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.gateway.kit.GatewayTest;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@GatewayTest
class RateLimiterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String key = UUID.randomUUID().toString();

    @Inject
    RateLimiter limits;

    @Inject
    LimitSettings settings;

    @Inject
    RedisDataSource redis;

    @Test
    void what_is_taken_ahead_adds_nothing_to_the_burst() {
        int burst = Limit.MESSAGE.usual(settings.demo()).burst();
        var began = System.nanoTime();
        int allowed = 0;
        var verdict = take();
        while (verdict.allowed()) {
            allowed++;
            verdict = take();
        }

        double flowed = (System.nanoTime() - began)
                / 1e6
                * Limit.MESSAGE.usual(settings.demo()).perMillisecond();
        assertThat(allowed).isBetween(burst, burst + (int) Math.ceil(flowed) + 1);
        assertThat(verdict.retryAfter()).isPositive();
    }

    @Test
    void goes_on_counting_when_redis_has_forgotten_the_script() {
        redis.execute("SCRIPT", "FLUSH");

        assertThat(take().allowed()).isTrue();
    }

    private Verdict take() {
        return limits.take(Limit.MESSAGE, key).await().atMost(PATIENCE);
    }
}
