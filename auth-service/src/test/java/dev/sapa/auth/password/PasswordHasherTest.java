package dev.sapa.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final PasswordHasher hasher = new PasswordHasher(new Settings(), vertx, metrics);

    @AfterEach
    void close() {
        hasher.close();
        vertx.closeAndAwait();
    }

    @Test
    void sends_away_what_finds_no_place_in_the_queue_and_recovers() {
        var four = IntStream.range(0, 4)
                .mapToObj(
                        i -> hasher.hash("a password").subscribe().withSubscriber(UniAssertSubscriber.<String>create()))
                .toList();

        four.subList(0, 3).forEach(placed -> placed.awaitItem(PATIENCE));
        four.get(3).awaitFailure(PATIENCE).assertFailedWith(HttpProblem.class);
        var busy = (HttpProblem) four.get(3).getFailure();
        assertThat(busy.getStatusCode()).isEqualTo(503);
        assertThat(busy.getHeaders()).containsEntry("Retry-After", 2);
        assertThat(hasher.hash("a password").await().atMost(PATIENCE)).startsWith("$argon2id$");
        assertThat(metrics.get("sapa.password.pending").gauge().value()).isZero();
    }

    @Test
    void does_the_same_work_for_nobody_and_says_no() {
        assertThat(hasher.matches("of nobody", null).await().atMost(PATIENCE)).isFalse();
        assertThat(metrics.get("sapa.password.hash").timer().count()).isOne();
    }

    private record Settings() implements PasswordSettings {

        @Override
        public int memory() {
            return 8192;
        }

        @Override
        public int iterations() {
            return 3;
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public int atOnce() {
            return 1;
        }

        @Override
        public int queue() {
            return 2;
        }

        @Override
        public int shortest() {
            return 6;
        }
    }
}
