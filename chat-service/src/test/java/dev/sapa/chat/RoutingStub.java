package dev.sapa.chat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Stands for routing-service: takes a claim, and answers what the test has told it to in the system property
 * {@value #ANSWER}; 200 unless told otherwise. The push back to chat is the test's.
 */
public class RoutingStub implements QuarkusTestResourceLifecycleManager {

    /** Property with the status to answer. */
    public static final String ANSWER = "dev.sapa.chat.test.routing-answer";
    /** Property in which the stub leaves the last claim: path, token and body. */
    public static final String CLAIMED = "dev.sapa.chat.test.routing-claimed";
    /** Property with the company whose assignment is pushed back before the answer. */
    public static final String PUSH_FOR = "dev.sapa.chat.test.routing-push-for";

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.setExecutor(Executors.newFixedThreadPool(4));
            http.createContext("/", RoutingStub::answer);
            http.start();
            server = http;
            return Map.of(
                    "sapa.assignment.routing-urls",
                    "http://127.0.0.1:" + http.getAddress().getPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        System.setProperty(
                CLAIMED,
                new JsonObject()
                        .put("path", exchange.getRequestURI().getPath())
                        .put("authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                        .put("body", new JsonObject(body))
                        .encode());
        var status = Integer.getInteger(ANSWER, 200);
        if (status == 200) {
            push(exchange.getRequestURI().getPath(), new JsonObject(body).getString("agent_id"));
        }
        var answer = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** As the real one: the assignment is in chat before the claim is answered. */
    private static void push(String path, String agent) {
        var target = System.getProperty(PUSH_FOR, "");
        if (!target.isEmpty()) {
            var conversation = path.split("/", -1)[2];
            var company = target;
            Chat.assign(
                    new Chat.Held(UUID.fromString(conversation), UUID.fromString(company), ""),
                    1,
                    UUID.fromString(agent));
        }
    }
}
