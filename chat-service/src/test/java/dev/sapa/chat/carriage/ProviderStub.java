package dev.sapa.chat.carriage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands for a provider's HTTP API: remembers what it was asked, and answers as its owner says, or as it is told to next. */
public final class ProviderStub implements AutoCloseable {

    /** A request. */
    public record Call(String method, String path, String authorization, Buffer content) {

        public String text() {
            return content.toString();
        }

        public JsonObject body() {
            return new JsonObject(text());
        }
    }

    /**
     * An answer.
     *
     * @param cut whether the connection breaks in the middle of it
     */
    public record Reply(int status, Buffer content, Map<String, String> headers, boolean cut) {

        public static Reply json(int status, JsonObject body) {
            return new Reply(status, body.toBuffer(), Map.of(), false);
        }

        public Reply with(String header, String value) {
            return new Reply(status, content, Map.of(header, value), cut);
        }

        public Reply half() {
            return new Reply(status, content, headers, true);
        }
    }

    /** What it usually answers. */
    public interface Habit {
        Reply answer(Call call);
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Reply>> next = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Habit habit;

    public ProviderStub(Habit habit) {
        this.habit = habit;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Tells what to answer next to a path that ends like that, before its habit has it again. */
    public void next(String ending, Reply... replies) {
        next.computeIfAbsent(ending, any -> new ConcurrentLinkedQueue<>()).addAll(List.of(replies));
    }

    public List<Call> calls(String ending) {
        return calls.stream().filter(call -> call.path().endsWith(ending)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            var call = new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    authorization == null ? "" : authorization,
                    Buffer.buffer(exchange.getRequestBody().readAllBytes()));
            calls.add(call);
            var reply = next.entrySet().stream()
                    .filter(told -> call.path().endsWith(told.getKey()))
                    .map(told -> told.getValue().poll())
                    .filter(told -> told != null)
                    .findFirst()
                    .orElseGet(() -> habit.answer(call));
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            var content = reply.content().getBytes();
            exchange.sendResponseHeaders(reply.status(), content.length);
            // Less than was announced breaks the connection.
            exchange.getResponseBody().write(content, 0, reply.cut() ? content.length / 2 : content.length);
        }
    }
}
