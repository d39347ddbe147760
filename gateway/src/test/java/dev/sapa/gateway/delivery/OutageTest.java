package dev.sapa.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.gateway.kit.Events;
import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.Servers;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.TestSocket;
import dev.sapa.gateway.kit.Tokens;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@GatewayTest
class OutageTest {

    private final StubServices services = StubServices.get();
    private final UUID company = UUID.randomUUID();

    @Test // F10
    void delivers_within_seconds_while_kafka_hangs_and_once_when_it_is_back() throws Exception {
        var conversation = services.conversation(company);
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);
            var kafka = Servers.hangKafka();
            try (kafka) {
                conversation.says("one");
                assertThat(socket.await("new_message")
                                .path("data")
                                .path("message")
                                .asText())
                        .isEqualTo("one");

                conversation.says("two");
                assertThat(socket.await("new_message")
                                .path("data")
                                .path("message")
                                .asText())
                        .isEqualTo("two");
                conversation.assign(Tokens.agent(company, "Ani"));
                assertThat(socket.await("session_update")
                                .path("data")
                                .path("status")
                                .asText())
                        .isEqualTo("active");
            }
            Events.posted(conversation, 1);
            Events.posted(conversation, 2);
            Events.changed(conversation);

            assertThat(socket.during(Duration.ofSeconds(1))).isEmpty();
        }
    }

    @Test
    void notices_by_the_heads_what_kafka_was_never_told() {
        var conversation = services.conversation(company);
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);
            conversation.says("silent");

            assertThat(socket.await("new_message").path("data").path("message").asText())
                    .isEqualTo("silent");
        }
    }

    @Test // F10
    void closes_the_sockets_of_a_log_in_that_ends_while_kafka_hangs_within_5_s() throws Exception {
        var agent = Tokens.agent(company, "Ani");
        try (var socket = TestSocket.openAs(agent);
                var other = TestSocket.openAs(Tokens.agent(company, "Budi"))) {
            socket.send("ping", null);
            socket.await("pong");
            var kafka = Servers.hangKafka();
            try (kafka) {
                long start = System.nanoTime();
                services.revoke(agent);

                assertThat(socket.closeCode()).isEqualTo(4401);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
                other.send("ping", null);
                other.await("pong");
            }
        }
    }

    @Test // F18
    void acknowledges_and_limits_while_redis_hangs() throws Exception {
        var conversation = services.conversation(company);
        try (var socket = TestSocket.open();
                var staff = TestSocket.openAs(Tokens.agent(company, "Ani"))) {
            socket.join(conversation.id);
            staff.join(conversation.id);
            var redis = Servers.hangRedis();
            try (redis) {
                long start = System.nanoTime();
                socket.send("send_message", conversation.id, "message", "Halo", "client_msg_id", "m-1");
                assertThat(socket.await("ack").path("data").path("seq").asInt()).isEqualTo(1);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
                assertThat(staff.await("new_message")
                                .path("data")
                                .path("message")
                                .asText())
                        .isEqualTo("Halo");

                staff.send("agent_typing", conversation.id, "is_typing", true);
                socket.await("typing");
                for (int i = 1; i <= 400; i++) {
                    socket.send("send_message", conversation.id, "message", "n" + i, "client_msg_id", "f" + i);
                }
                socket.await("nack", frame -> frame.path("code").asText().equals("rate-limited"));
            }
        }
    }
}
