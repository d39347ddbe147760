package dev.sapa.chat.bot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A company's bot, as well or as badly as a test wants it. */
final class BotStub implements AutoCloseable {

    /** What it was told. */
    record Heard(String delivery, String timestamp, String signature, String body) {

        JsonObject json() {
            return new JsonObject(body);
        }

        String text() {
            return json().getJsonObject("message").getString("text");
        }

        boolean isSignedWith(String secret) {
            return signature.equals(WebhookSignature.of(
                    secret, Instant.ofEpochSecond(Long.parseLong(timestamp)), body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** What it does. */
    record Answer(int status, String body, long millis) {

        static Answer saying(String text) {
            return new Answer(
                    200,
                    new JsonObject()
                            .put("replies", List.of(new JsonObject().put("text", text)))
                            .encode(),
                    0);
        }

        static Answer of(int status, String body) {
            return new Answer(status, body, 0);
        }
    }

    private final HttpServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile Function<Heard, Answer> script;

    BotStub(Function<Heard, Answer> script) {
        this.script = script;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/hook", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/hook?x=1".formatted(server.getAddress().getPort());
    }

    List<Heard> heard() {
        return heard;
    }

    void from(Function<Heard, Answer> now) {
        script = now;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var told = new Heard(
                headers.getFirst("X-Sapa-Delivery"),
                headers.getFirst("X-Sapa-Timestamp"),
                headers.getFirst("X-Sapa-Signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        heard.add(told);
        var answer = script.apply(told);
        try {
            TimeUnit.MILLISECONDS.sleep(answer.millis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
