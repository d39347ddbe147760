package dev.sapa.auth.guess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuessTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final GuessPolicy policy =
            new GuessPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(15));
    private final Guess guess = new Guess("staff:1", NOW);

    @Test
    void lets_a_few_failures_pass() {
        guess.failed(policy, NOW);
        guess.failed(policy, NOW);

        assertThat(guess.pause(NOW)).isZero();
    }

    @Test
    void doubles_the_pause_with_each_further_failure_but_never_locks_for_good() {
        fail(3);
        assertThat(guess.pause(NOW)).isEqualTo(Duration.ofSeconds(1));
        fail(1);
        assertThat(guess.pause(NOW)).isEqualTo(Duration.ofSeconds(2));
        fail(1);
        assertThat(guess.pause(NOW)).isEqualTo(Duration.ofSeconds(4));
        fail(100);
        assertThat(guess.pause(NOW)).isEqualTo(Duration.ofSeconds(10));
        assertThat(guess.pause(NOW.plusSeconds(10))).isZero();
    }

    @Test
    void forgets_after_a_while_without_failures() {
        fail(50);

        guess.failed(policy, NOW.plus(Duration.ofMinutes(16)));

        assertThat(guess.pause(NOW.plus(Duration.ofMinutes(16)))).isZero();
    }

    @Test
    void keeps_names_that_nobody_has_unreadable_and_apart_from_accounts() {
        var attempt = Attempt.of(null, "My Password", "10.0.0.1");

        assertThat(attempt.account()).startsWith("name:").doesNotContainIgnoringCase("password");
        assertThat(attempt).isEqualTo(Attempt.of(null, "MY PASSWORD", "10.0.0.1"));
        assertThat(attempt.subjects()).containsExactly("address:10.0.0.1", attempt.account());
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            guess.failed(policy, NOW);
        }
    }
}
