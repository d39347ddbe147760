package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.verify.suite.Api.Answer;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo's limits are wide enough for honest use and still there. */
@Order(6)
@ExtendWith(SuiteExtension.class)
class LimitsSystemTest {

    private final Suite suite;
    private final Livechat livechat;

    LimitsSystemTest(Suite suite) {
        this.suite = suite;
        this.livechat = new Livechat(suite);
    }

    @Test
    void three_hundred_starts_within_a_minute_pass() {
        var begun = System.nanoTime();
        var answers = inWaves(300, 20, number -> livechat.api()
                .posting(
                        "/api/chat/start",
                        Map.of("browser_uuid", UUID.randomUUID().toString(), "topic", "Izin usaha")));
        var took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(answers).allSatisfy(answer -> answer.expect(201));
        assertThat(took).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void four_hundred_messages_in_three_seconds_are_too_many_for_one_conversation() {
        var started = livechat.start("Izin usaha");
        try (var visitor = ChatSocket.open(suite.sockets().get(0))) {
            visitor.send("join_session", started.session(), Map.of("session_token", started.token()));
            visitor.await("joined_session");
            for (var number = 0; number < 400; number++) {
                visitor.send("send_message", started.session(), Map.of("message", "m", "client_msg_id", "m" + number));
            }
            var nack = visitor.await("nack").path("data");

            assertThat(nack.path("retryable").asBoolean()).isTrue();
            assertThat(nack.path("code").asText()).isNotBlank();
            assertThat(nack.path("retry_after_ms").asLong()).isPositive();
        }
        livechat.close(livechat.admin(), started.session());
    }

    @Test
    void four_hundred_messages_over_http_are_refused_with_429() {
        var started = livechat.start("Izin usaha");
        var visitor = livechat.api().with("X-Session-Token", started.token());
        var answers = inWaves(
                400,
                100,
                number -> visitor.posting(
                        "/api/public/chat/message", Map.of("session_id", started.session(), "message", "m" + number)));

        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 429);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeGreaterThanOrEqualTo(120);
        assertThatRefusalsSayWhenToComeBack(answers);
        livechat.close(livechat.admin(), started.session());
    }

    @Test
    void sixty_wrong_passwords_are_refused_with_429() {
        var answers = inWaves(60, 4, number -> livechat.api()
                .posting("/api/auth/login", Map.of("email", "nobody@livechat.com", "password", "wrong" + number)));

        assertThat(answers).allMatch(answer -> answer.status() == 401 || answer.status() == 429);
        assertThatRefusalsSayWhenToComeBack(answers);
    }

    private static void assertThatRefusalsSayWhenToComeBack(List<Answer> answers) {
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 429)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*"));
    }

    /** All the answers to {@code count} requests, {@code width} of them under way at a time. */
    private static List<Answer> inWaves(int count, int width, IntFunction<CompletableFuture<Answer>> request) {
        return IntStream.range(0, count / width)
                .boxed()
                .flatMap(wave -> IntStream.range(wave * width, (wave + 1) * width).mapToObj(request).toList().stream()
                        .map(CompletableFuture::join)
                        .toList()
                        .stream())
                .toList();
    }
}
