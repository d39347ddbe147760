package dev.sapa.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.TestSocket;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@GatewayTest
class DrainTest {

    @Inject
    Drain drain;

    @Test
    void answers_what_was_sent_tells_the_client_when_to_come_back_and_closes_with_1001() {
        var conversation = StubServices.get().conversation(UUID.randomUUID());
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);
            socket.send("send_message", conversation.id, "message", "last", "client_msg_id", "m-1");
            await().until(() -> conversation.lastSeq() == 1);
            drain.begin(new ShutdownDelayInitiatedEvent());

            socket.await("ack");
            var goaway = socket.await("goaway").path("data");

            assertThat(goaway.path("reconnect_after_ms").asInt()).isBetween(0, 2000);
            assertThat(socket.closeCode()).isEqualTo(1001);
        }
    }
}
