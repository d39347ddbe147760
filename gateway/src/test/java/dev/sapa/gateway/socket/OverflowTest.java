package dev.sapa.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.TestSocket;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@GatewayTest
class OverflowTest {

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private final StubServices services = StubServices.get();

    @Test // F37
    void closes_a_socket_that_does_not_read_and_keeps_serving_the_others() throws IOException {
        var conversation = services.conversation(UUID.randomUUID());
        double before = meters.counter("sapa.gateway.overflow.closes").count();
        try (var deaf = rawJoin(conversation.id);
                var sender = TestSocket.open()) {
            sender.join(conversation.id);
            var text = "x".repeat(50_000);
            var sent = 0;
            while (meters.counter("sapa.gateway.overflow.closes").count() == before && sent < 140) {
                sender.send("send_message", conversation.id, "message", text, "client_msg_id", "m" + sent++);
                sender.await("ack");
            }

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> meters.counter("sapa.gateway.overflow.closes").count() == before + 1);
            sender.send("ping", null);
            sender.await("pong");
            assertThat(deaf.isConnected()).isTrue();
        }
    }

    /** A client that joins and then never reads; its receive buffer is small, so that what is sent stays with us. */
    private Socket rawJoin(UUID conversation) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var request = "GET /ws/chat HTTP/1.1\r\nHost: localhost:" + port + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n\r\n";
        var out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        var handshake = new StringBuilder();
        while (handshake.indexOf("\r\n\r\n") < 0) {
            handshake.append((char) socket.getInputStream().read());
        }
        var frame = ("{\"type\":\"join_session\",\"session_id\":\"" + conversation + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        out.write(new byte[] {(byte) 0x81, (byte) (0x80 | frame.length), 0, 0, 0, 0});
        out.write(frame);
        out.flush();
        return socket;
    }
}
