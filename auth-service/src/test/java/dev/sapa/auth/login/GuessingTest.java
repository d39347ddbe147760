package dev.sapa.auth.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import dev.sapa.auth.ShiftableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@AuthTest
class GuessingTest {

    @Inject
    ShiftableClock clock;

    @Inject
    MeterRegistry metrics;

    private Api.Person agent;

    @BeforeEach
    void somebody_of_their_own() {
        agent = Api.newAgent();
    }

    @AfterEach
    void back_to_now() {
        clock.reset();
    }

    @Test
    void refuses_the_most_of_sixty_wrong_passwords_and_lets_the_owner_in_a_little_later() {
        var answers = IntStream.range(0, 60)
                .mapToObj(i -> Api.login(agent.email(), "wrong " + i))
                .collect(Collectors.groupingBy(Response::statusCode));

        assertThat(answers.get(401)).hasSizeBetween(20, 30);
        assertThat(answers.get(429)).hasSizeGreaterThan(29).allSatisfy(refused -> {
            assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(refused.<String>path("code")).isEqualTo("too-many-attempts");
        });

        clock.forward(Duration.ofSeconds(21));
        Api.signIn(agent.email(), "sesame");
        Api.signIn(agent.email(), "sesame");
    }

    @Test
    void gives_no_verdict_during_a_pause_not_even_on_the_right_password() {
        exhaust(agent.email());

        Api.login(agent.username(), "sesame").then().statusCode(429);
    }

    @Test
    void treats_names_that_nobody_has_like_accounts() {
        var nobody = "nobody-" + System.nanoTime();
        exhaust(nobody);

        Api.login(nobody, "x").then().statusCode(429).body("code", equalTo("too-many-attempts"));
    }

    @Test
    void gives_no_more_verdicts_when_all_guesses_come_at_once() throws Exception {
        var answers = atOnce(40, () -> Api.login(agent.email(), "wrong").statusCode());

        // 20 are free; a slow machine may see the first pauses, of a second or two, end.
        assertThat(answers.stream().filter(status -> status == 401)).hasSizeBetween(20, 24);
        assertThat(answers).containsOnly(401, 429);
    }

    @Test
    void lets_any_number_of_right_log_ins_from_one_address_pass() throws Exception {
        var answers = atOnce(30, () -> Api.login(agent.email(), "sesame").statusCode());

        assertThat(answers).containsOnly(200);
    }

    @Test
    void does_the_same_work_for_a_name_that_nobody_has_and_takes_as_long() {
        Api.login(agent.email(), "warm up");
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            known.add(duration(agent.email()));
            long hashes = hashes();
            unknown.add(duration("nobody-" + System.nanoTime()));
            assertThat(hashes() - hashes).isOne();
        }

        assertThat((double) median(unknown) / median(known)).isBetween(0.5, 2.0);
    }

    private long hashes() {
        return metrics.get("sapa.password.hash").timer().count();
    }

    private static long duration(String name) {
        long start = System.nanoTime();
        Api.login(name, "wrong").then().statusCode(401);
        return System.nanoTime() - start;
    }

    private static long median(List<Long> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    private static void exhaust(String name) {
        for (int i = 0; i < 20; i++) {
            Api.login(name, "wrong").then().statusCode(401);
        }
    }

    private static List<Integer> atOnce(int count, Callable<Integer> call) throws Exception {
        var pool = Executors.newFixedThreadPool(count / 2);
        try {
            List<Integer> answers = new ArrayList<>();
            for (var done : pool.invokeAll(Collections.nCopies(count, call))) {
                answers.add(done.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }
}
