package dev.sapa.gateway.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.StubVouched;
import dev.sapa.gateway.kit.TestEngine;
import dev.sapa.gateway.kit.TestEngine.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S1-2: Engine.IO 4, word by word. */
@GatewayTest
class EngineTest {

    private final String token = StubVouched.token(UUID.randomUUID(), "user1", "user");

    @BeforeEach
    void services() {
        StubServices.get();
    }

    @Test
    void a_polling_session_says_what_it_is_and_offers_the_upgrade() {
        var opened = TestEngine.get("token=" + token);
        var session = TestEngine.json(opened.body().substring(1));

        assertThat(opened.body()).startsWith("0{");
        assertThat(opened.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(session.path("sid").asText()).hasSize(24);
        assertThat(session.path("upgrades").toString()).isEqualTo("[\"websocket\"]");
        assertThat(session.path("pingInterval").asInt()).isEqualTo(25_000);
        assertThat(session.path("pingTimeout").asInt()).isEqualTo(20_000);
        assertThat(session.path("maxPayload").asInt()).isEqualTo(131_072);
    }

    @Test
    void polling_carries_packets_both_ways() {
        var sid = session();

        assertThat(TestEngine.post(sid, "40").body()).isEqualTo("ok");
        assertThat(TestEngine.awaitPacket(sid, packet -> packet.startsWith("40")))
                .contains("\"sid\"");
        TestEngine.post(sid, "421[\"nothing\"]\u001e422[\"nothing\"]");
        TestEngine.awaitPacket(sid, packet -> packet.startsWith("431"));
    }

    @Test
    void a_second_poll_beside_the_first_ends_the_session() {
        var sid = session();
        var first = TestEngine.polling("sid=" + sid);
        var second = TestEngine.polling("sid=" + sid);

        assertThat(first.join().statusCode() + second.join().statusCode()).isEqualTo(600);
        assertRefused(1, "sid=" + sid);
    }

    @Test
    void a_session_changes_to_websocket_while_a_poll_is_parked() {
        var sid = session();
        TestEngine.post(sid, "40");
        TestEngine.awaitPacket(sid, packet -> packet.startsWith("40"));
        var parked = TestEngine.polling("sid=" + sid);
        try (var socket = Socket.open("sid=" + sid)) {
            socket.send("2probe");
            socket.await("3probe"::equals);
            assertThat(parked.join().body()).isEqualTo("6");
            socket.send("5");

            socket.send("427[\"nothing\"]");
            socket.await(packet -> packet.startsWith("437"));
            assertRefused(3, "sid=" + sid);
        }
    }

    @Test
    void a_websocket_alone_does_too() {
        try (var socket = Socket.open("token=" + token)) {
            assertThat(socket.await(packet -> packet.startsWith("0"))).contains("\"upgrades\":[]");
            socket.send("40");
            socket.await(packet -> packet.startsWith("40"));
            socket.send("1");
            socket.awaitClosed();
        }
    }

    @Test
    void what_is_no_request_of_the_protocol_is_refused_by_number() {
        assertThat(error(TestEngine.builder("/socket.io/?EIO=4&transport=smoke")))
                .isEqualTo("0 400");
        assertRefused(1, "sid=unknown");
        assertThat(error(TestEngine.builder("/socket.io/?EIO=4&transport=polling")
                        .POST(BodyPublishers.ofString("40"))))
                .isEqualTo("2 400");
        assertThat(error(TestEngine.builder("/socket.io/?EIO=4&transport=websocket")))
                .isEqualTo("3 400");
        assertThat(error(TestEngine.builder("/socket.io/?EIO=3&transport=polling")))
                .isEqualTo("5 400");
    }

    @Test
    void a_body_that_is_too_large_ends_the_session() {
        var sid = session();

        assertThat(TestEngine.post(sid, "4" + "x".repeat(140_000)).statusCode()).isEqualTo(413);
        assertRefused(1, "sid=" + sid);
    }

    @Test
    void binary_data_is_refused_with_a_word() {
        try (var socket = Socket.connected(token)) {
            socket.send("451-[\"message\",{\"_placeholder\":true,\"num\":0}]");
            assertThat(socket.event("error").path("message").asText()).isEqualTo("Binary data is not supported");
            socket.await("41"::equals);
            socket.awaitClosed();
        }
        try (var socket = Socket.connected(token)) {
            socket.binary();
            assertThat(socket.event("error").path("message").asText()).isEqualTo("Binary data is not supported");
        }
    }

    @Test
    void what_is_no_packet_ends_the_session() {
        for (var packet : new String[] {"9", "4", "42{}", "42[1]", "42[\"message\"", "40[]", ""}) {
            var sid = session();
            TestEngine.post(sid, "40");
            TestEngine.awaitPacket(sid, answer -> answer.startsWith("40"));
            TestEngine.post(sid, packet);
            TestEngine.awaitPacket(sid, answer -> answer.equals("1") || answer.contains("Session ID unknown"));
        }
    }

    @Test // S1-18
    void pages_of_any_origin_may_connect_without_cookies() {
        var answer = TestEngine.get("token=" + token, "Origin", "http://elsewhere.example");
        var preflight = TestEngine.send(TestEngine.builder(
                                TestEngine.path("transport=polling&sid=x"),
                                "Origin",
                                "http://elsewhere.example",
                                "Access-Control-Request-Method",
                                "POST")
                        .method("OPTIONS", BodyPublishers.noBody()))
                .join();

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .contains("GET,POST");
    }

    private String session() {
        return TestEngine.open("token=" + token).path("sid").asText();
    }

    private static void assertRefused(int code, String query) {
        assertThat(error(TestEngine.builder(TestEngine.path("transport=polling&" + query))))
                .isEqualTo(code + " 400");
    }

    private static String error(HttpRequest.Builder request) {
        var answer = TestEngine.send(request).join();
        return TestEngine.json(answer.body()).path("code").asInt() + " " + answer.statusCode();
    }
}
