package dev.sapa.salesforce;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** A free port at which {@link ChatStandIn} is to be, and short patience, so that tests need not wait long. */
public class ChatAddress implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var url = "http://localhost:" + socket.getLocalPort();
            return Map.of(
                    "SAPA_CHAT_URL", url,
                    "SAPA_AUTH_URL", url,
                    "sapa.salesforce.connection.local", "true",
                    "sapa.salesforce.handoff.accept-within", "10s",
                    "sapa.salesforce.handoff.lease", "8s",
                    "sapa.salesforce.handoff.messages-per-minute", "1000");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
