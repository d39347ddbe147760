package dev.sapa.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.TestSocket;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class FrameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello there                                      | invalid-json",
                "{\"type\":\"ping\"                               | invalid-json",
                "[]                                               | invalid-frame",
                "null                                             | invalid-frame",
                "{}                                               | invalid-frame",
                "{\"type\":5}                                     | invalid-frame",
                "{\"type\":\"join_session\",\"session_id\":5}     | invalid-frame",
                "{\"type\":\"join_session\"}                      | invalid-frame",
                "{\"type\":\"ping\",\"data\":\"x\"}               | invalid-frame",
                "{\"type\":\"launch\",\"data\":{}}                | unknown-type",
                "{\"type\":\"read\",\"session_id\":\"019a0000-0000-7000-8000-000000000000\",\"data\":{\"seq\":1}} | not-joined",
                "{\"type\":\"presence\",\"data\":{\"status\":\"online\"}} | credential-required",
                "{\"type\":\"authenticate\"}                      | invalid-frame",
            })
    void refuses_a_bad_frame_with_a_code_and_a_text_and_stays_open(String text, String code) {
        try (var socket = TestSocket.open()) {
            socket.raw(text);

            var error = socket.await("error");
            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(error.path("error").asText()).isNotEmpty();
            assertThat(error.path("success").asBoolean(true)).isFalse();
            socket.send("ping", null);
            socket.await("pong");
        }
    }

    @Test
    void refuses_a_frame_above_64_kb_and_stays_open() {
        try (var socket = TestSocket.open()) {
            socket.raw("{\"type\":\"ping\",\"data\":{\"x\":\"" + "a".repeat(70_000) + "\"}}");
            assertThat(socket.await("error").path("code").asText()).isEqualTo("frame-too-large");

            socket.raw("{\"type\":\"ping\",\"data\":{\"x\":\"" + "é".repeat(40_000) + "\"}}");
            assertThat(socket.await("error").path("code").asText()).isEqualTo("frame-too-large");

            socket.raw("{\"type\":\"ping\",\"data\":{\"x\":\"" + "a".repeat(60_000) + "\"}}");
            socket.await("pong");
        }
    }

    @Test
    void refuses_deeply_nested_json() {
        try (var socket = TestSocket.open()) {
            socket.raw("[".repeat(10_000));

            assertThat(socket.await("error").path("code").asText()).isEqualTo("invalid-json");
        }
    }

    @Test
    void refuses_binary_frames() {
        try (var socket = TestSocket.open()) {
            socket.binary(new byte[] {1, 2, 3});

            assertThat(socket.await("error").path("code").asText()).isEqualTo("binary-frame");
            socket.send("ping", null);
            socket.await("pong");
        }
    }

    @Test
    void beats_with_the_heads_of_joined_conversations() {
        var services = StubServices.get();
        var conversation = services.conversation(UUID.randomUUID()).says("one", "two");
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);

            var beat = socket.await("heartbeat").path("data");

            assertThat(beat.path("heads").path(conversation.id.toString()).asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void tells_a_browser_of_a_foreign_origin_to_stay_away() {
        assertThat(catchThrowable(() -> TestSocket.open("", Map.of("Origin", "https://evil.example"))))
                .hasMessageContaining("WebSocketHandshakeException");
        try (var socket = TestSocket.open("", Map.of("Origin", "http://portal.example"))) {
            socket.await("hello");
        }
    }
}
