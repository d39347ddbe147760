package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A customer writes by WhatsApp, an agent answers at the desk, and the answer is with WhatsApp. */
@Order(3)
@ExtendWith(SuiteExtension.class)
class ChannelSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String APP_SECRET = "an app's secret";
    private static final String CHANNELS = "/api/v2/chat/channels";

    private final Suite suite;
    private final Livechat livechat;
    private final String number = Long.toString(Instant.now().toEpochMilli());

    ChannelSystemTest(Suite suite) {
        this.suite = suite;
        this.livechat = new Livechat(suite);
    }

    @Test
    void a_whatsapp_message_reaches_an_agent_and_the_answer_reaches_whatsapp() throws Exception {
        var sent = new CopyOnWriteArrayList<String>();
        var whatsApp = cloudApi(sent);
        var token = livechat.login(Livechat.agentEmail(3));
        var admin = livechat.admin();
        try (var agent = ChatSocket.open(suite.sockets().get(0), Map.of("Authorization", "Bearer " + token))) {
            agent.await("hello");
            var account = admin.post(CHANNELS, account(whatsApp)).expect(201);
            var webhook = URI.create(account.path("webhook_url").asText()).getPath();

            assertThat(deliver(webhook, "Selamat pagi")).isEqualTo(200);
            var heard = agent.await(
                            "new_message", data -> data.path("message").asText().equals("Selamat pagi"))
                    .path("data");
            var session = heard.path("session_id").asText();
            livechat.assign(livechat.api().bearer(token), session, Livechat.agentId(3));
            agent.send("send_message", session, Map.of("message", "Pagi, ada yang bisa dibantu?"));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(sent)
                    .singleElement()
                    .asString()
                    .contains("Pagi, ada yang bisa dibantu?", "\"to\":\"62" + number + "\""));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(livechat.api()
                            .bearer(token)
                            .get("/api/v2/chat/conversations/" + session + "/messages")
                            .expect(200)
                            .at("/items/1/delivery/state")
                            .asText())
                    .isEqualTo("sent"));
            livechat.close(admin, session);
            admin.delete(CHANNELS + "/" + account.path("id").asText());
        } finally {
            whatsApp.stop(0);
        }
    }

    private Map<String, Object> account(HttpServer whatsApp) {
        return Map.of(
                "channel",
                "whatsapp",
                "name",
                "WhatsApp",
                "settings",
                Map.of(
                        "phone_number_id",
                        number,
                        "base_url",
                        "http://127.0.0.1:" + whatsApp.getAddress().getPort()),
                "secrets",
                Map.of("access_token", "token", "app_secret", APP_SECRET, "verify_token", "verify"));
    }

    /** The one call of the Cloud API that is needed here. */
    private static HttpServer cloudApi(List<String> sent) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            sent.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var answer = "{\"messages\":[{\"id\":\"wamid.%d\"}]}"
                    .formatted(System.nanoTime())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private int deliver(String webhook, String text)
            throws IOException, InterruptedException, GeneralSecurityException {
        var body = """
                {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
                  "messaging_product": "whatsapp", "metadata": {"phone_number_id": "%1$s"},
                  "contacts": [{"wa_id": "62%1$s", "profile": {"name": "Budi"}}],
                  "messages": [{"id": "wamid.in-%1$s", "from": "62%1$s", "timestamp": "%2$d", "type": "text",
                                "text": {"body": "%3$s"}}]}}]}]}
                """.formatted(number, Instant.now().getEpochSecond(), text);
        var request = HttpRequest.newBuilder(suite.base().resolve(webhook))
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", signature(body))
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static String signature(String body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
