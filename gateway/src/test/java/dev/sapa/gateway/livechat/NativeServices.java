package dev.sapa.gateway.livechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Stands for auth-, chat- and routing-service: gives the answers a test prepared and keeps what it was asked. */
public final class NativeServices implements QuarkusTestResourceLifecycleManager {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<HttpServer> servers = new ArrayList<>();
    private final Map<String, List<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private record Reply(int status, String body, Map<String, String> headers) {}

    /**
     * A request that a service got.
     *
     * @param line  for example {@code chat POST /conversations}
     * @param query as sent; empty when there was none
     */
    public record Request(String line, String query, Headers headers, JsonNode body) {

        @Nullable
        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "SAPA_AUTH_URL", serve("auth"),
                "SAPA_CHAT_URL", serve("chat"),
                "SAPA_ROUTING_URL", serve("routing"),
                "SAPA_ANALYTICS_URL", serve("analytics"),
                "SAPA_SERVICE_SECRET", "a-secret-of-tests",
                "SAPA_DEMO", "true");
    }

    @Override
    public void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(NativeServices.class));
    }

    public void forget() {
        replies.clear();
        requests.clear();
    }

    /** Prepares an answer; of several for the same line each is given once, the last one for ever. */
    public NativeServices on(String line, int status, String body) {
        return on(line, status, body, Map.of());
    }

    NativeServices on(String line, int status, String body, Map<String, String> headers) {
        replies.computeIfAbsent(line, added -> new CopyOnWriteArrayList<>()).add(new Reply(status, body, headers));
        return this;
    }

    /** A refusal as the services write it. */
    public NativeServices refuse(String line, int status, String code, String title) {
        var body = """
                {"type":"urn:sapa:problem:%s","title":"%s","status":%d,"code":"%s"}""".formatted(code, title, status, code);
        return on(line, status, body);
    }

    /** What was asked with that line, oldest first. */
    public List<Request> asked(String line) {
        return requests.stream().filter(request -> request.line().equals(line)).toList();
    }

    public Request askedOnce(String line) {
        var found = asked(line);
        if (found.size() != 1) {
            throw new AssertionError("Asked %d times: %s; all: %s"
                    .formatted(
                            found.size(),
                            line,
                            requests.stream().map(Request::line).toList()));
        }
        return found.get(0);
    }

    private String serve(String name) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> answer(name, exchange));
            server.start();
            servers.add(server);
            return "http://localhost:" + server.getAddress().getPort();
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private void answer(String name, HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var line = name + " " + exchange.getRequestMethod() + " " + uri.getPath();
            if (line.equals("auth GET /.well-known/jwks.json")) {
                write(exchange, new Reply(200, StaffToken.keySet(), Map.of()));
                return;
            }
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(
                    line,
                    uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                    exchange.getRequestHeaders(),
                    body.startsWith("{") ? JSON.readTree(body) : MissingNode.getInstance()));
            write(exchange, next(line));
        }
    }

    private Reply next(String line) {
        var prepared = replies.get(line);
        if (prepared == null) {
            return new Reply(501, "{\"title\":\"Not prepared: %s\"}".formatted(line), Map.of());
        }
        return prepared.size() == 1 ? prepared.get(0) : prepared.remove(0);
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        new HashMap<>(reply.headers()).forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
