package dev.sapa.verify.suite;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** WhatsApp's side of an account: takes what is sent to it, and delivers what a customer writes. */
public final class CloudApi implements AutoCloseable {

    private static final String APP_SECRET = "an app's secret";

    private final Suite suite;
    private final String number = Long.toString(Instant.now().toEpochMilli());
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int refusal;
    private volatile String newest = "";

    public CloudApi(Suite suite) {
        this.suite = suite;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            sent.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            newest = "wamid." + System.nanoTime();
            var answer = (refusal == 0
                            ? "{\"messages\":[{\"id\":\"%s\"}]}".formatted(newest)
                            : "{\"error\":{\"code\":%d,\"message\":\"refused\"}}".formatted(refusal))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(refusal == 0 ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    public String number() {
        return number;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What an administrator sets up. */
    public Map<String, Object> account(String name) {
        return Map.of(
                "channel",
                "whatsapp",
                "name",
                name,
                "settings",
                Map.of("phone_number_id", number, "base_url", address()),
                "secrets",
                Map.of("access_token", "token", "app_secret", APP_SECRET, "verify_token", "verify"));
    }

    /** The bodies of all calls so far. */
    public List<String> sent() {
        return sent;
    }

    /** From now on everything is refused with an error's code; 0 takes it again. */
    public void refuse(int code) {
        refusal = code;
    }

    /** A customer of that name writes. */
    public void writes(String webhook, String name, String text) {
        deliver(webhook, """
                "contacts": [{"wa_id": "62%1$s", "profile": {"name": "%2$s"}}],
                "messages": [{"id": "wamid.in-%3$d", "from": "62%1$s", "timestamp": "%4$d", "type": "text",
                              "text": {"body": "%5$s"}}]
                """.formatted(
                        number, name, System.nanoTime(), Instant.now().getEpochSecond(), text));
    }

    /** The newest message sent is now in a state: {@code delivered}, {@code read}. */
    public void reports(String webhook, String state) {
        deliver(webhook, """
                "statuses": [{"id": "%s", "status": "%s", "timestamp": "%d", "recipient_id": "62%s"}]
                """.formatted(newest, state, Instant.now().getEpochSecond(), number));
    }

    private void deliver(String webhook, String what) {
        var body = """
                {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
                  "messaging_product": "whatsapp", "metadata": {"phone_number_id": "%s"}, %s}}]}]}
                """.formatted(number, what);
        try {
            var request = HttpRequest.newBuilder(
                            suite.base().resolve(URI.create(webhook).getPath()))
                    .header("Content-Type", "application/json")
                    .header("X-Hub-Signature-256", signature(body))
                    .POST(BodyPublishers.ofString(body))
                    .build();
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
            if (answer.statusCode() != 200) {
                throw new AssertionError("a delivery was answered with " + answer.statusCode());
            }
        } catch (IOException | InterruptedException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String signature(String body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
