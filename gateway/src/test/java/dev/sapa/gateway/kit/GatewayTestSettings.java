package dev.sapa.gateway.kit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** Points the gateway at {@link StubServices} and gives it a test's patience. */
public class GatewayTestSettings implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<String, String>();
        var url = "http://127.0.0.1:" + StubServices.port();
        settings.put("sapa.upstream.auth-url", url);
        settings.put("sapa.upstream.chat-url", url);
        settings.put("sapa.upstream.routing-url", url);
        settings.put("sapa.upstream.analytics-url", url);
        settings.put("sapa.upstream.salesforce-url", url);
        settings.put("sapa.health.auth-url", url + "/ready/auth");
        settings.put("sapa.health.chat-url", url + "/ready/chat");
        settings.put("sapa.health.routing-url", url + "/ready/routing");
        settings.put("sapa.health.analytics-url", url + "/ready/analytics");
        settings.put("sapa.health.salesforce-url", url + "/ready/salesforce");
        settings.put("sapa.health.age", "50ms");
        settings.put("sapa.upstream.timeout", "2s");
        settings.put("sapa.peer.heartbeat", "2s");
        settings.put("sapa.peer.silence", "6s");
        settings.put("sapa.peer.typing", "1500ms");
        settings.put("sapa.peer.expiry-warning", "3s");
        settings.put("sapa.presence.beat", "1s");
        settings.put("sapa.presence.retry", "100ms");
        settings.put("sapa.credential.access-age", "1s");
        settings.put("sapa.credential.leeway", "1s");
        settings.put("sapa.credential.key-set-pause", "0s");
        settings.put("sapa.delivery.slow-heads", "3s");
        settings.put("sapa.door.trusted-proxies", "127.0.0.0/8");
        settings.put("sapa.limit.bucket.start.burst", "5");
        settings.put("sapa.limit.bucket.start.per-minute", "5");
        settings.put("sapa.limit.bucket.upload.burst", "5");
        settings.put("sapa.limit.bucket.upload.per-minute", "5");
        settings.put("sapa.limit.sockets-per-session", "4");
        settings.put("quarkus.http.cors.origins", "http://portal.example");
        return settings;
    }

    @Override
    public void stop() {}

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
