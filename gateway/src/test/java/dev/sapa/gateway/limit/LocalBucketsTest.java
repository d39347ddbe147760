package dev.sapa.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalBucketsTest {

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final LocalBuckets buckets = new LocalBuckets(now::get);
    private final Bucket bucket = new Bucket(3, 60);

    @Test
    void lets_a_burst_through_and_then_one_a_second() {
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a", bucket).allowed()).isTrue();
        }
        var refused = buckets.take("a", bucket);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfter()).hasMillis(1000);
        assertThat(refused.retryAfterSeconds()).isEqualTo(1);

        now.addAndGet(1000);
        assertThat(buckets.take("a", bucket).allowed()).isTrue();
        assertThat(buckets.take("a", bucket).allowed()).isFalse();
    }

    @Test
    void counts_each_key_alone() {
        for (int i = 0; i < 4; i++) {
            buckets.take("a", bucket);
        }

        assertThat(buckets.take("b", bucket).allowed()).isTrue();
    }

    @Test
    void keeps_the_issue_s_promises_for_the_demo() {
        var demo = Limit.MESSAGE.usual(true);
        int allowed = 0;
        for (int i = 0; i < 400; i++) {
            now.addAndGet(i % 2 == 0 ? 7 : 8);
            allowed += buckets.take("m", demo).allowed() ? 1 : 0;
            if (i < 120) {
                assertThat(allowed).isEqualTo(i + 1);
            }
        }

        assertThat(allowed).isLessThan(400);
        assertThat(Limit.START.usual(true).burst()).isGreaterThanOrEqualTo(300);
        assertThat(Limit.LOGIN.usual(true).burst()).isGreaterThanOrEqualTo(150);
        assertThat(Limit.REGISTRATION.usual(true).burst()).isGreaterThanOrEqualTo(100);
    }
}
