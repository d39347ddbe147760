package dev.sapa.routing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** chat-service and auth-service as routing calls them, on a free port. */
public class ChatStandIn implements QuarkusTestResourceLifecycleManager {

    private static final String MEMORY = "dev.sapa.routing.chat-stand-in";

    private @Nullable HttpServer server;

    /** Makes a conversation known; its view is answered to reads and to assignments. */
    public static void knows(UUID conversation, UUID company, String status) {
        shows(conversation, company, status, 0);
    }

    /** Makes a conversation known as it is when chat-service has applied routing's decision of that epoch. */
    public static void shows(UUID conversation, UUID company, String status, long epoch) {
        memory().put("view " + conversation, """
                {"id":"%s","number":7,"company_id":"%s","visitor":{"id":"%s"},"channel":"web","topic":"pajak",
                 "priority":"normal","status":"%s","responder":"agent","agent":null,"department":null,
                 "assignment_epoch":%d,"version":1,"last_seq":0,"started_at":"2026-01-05T12:00:00Z"}
                """.formatted(conversation, company, UUID.randomUUID(), status, epoch));
    }

    /** What chat-service answers to the assignment of this conversation from now on. */
    public static void answersAssignmentWith(UUID conversation, int status) {
        memory().put("status " + conversation, Integer.toString(status));
    }

    /** The assignment that chat-service was last told for this conversation, as JSON. */
    public static @Nullable String toldAssignment(UUID conversation) {
        return memory().get("told " + conversation);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("The stand-in could not be started", e);
        }
        server.createContext("/oauth/token", this::token);
        server.createContext("/conversations/", this::conversation);
        server.setExecutor(Executors.newFixedThreadPool(2, task -> {
            var thread = new Thread(task, "chat-stand-in");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        var url = "http://localhost:" + server.getAddress().getPort();
        return Map.of("SAPA_CHAT_URL", url, "SAPA_AUTH_URL", url);
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "{\"access_token\":\"of-routing\",\"token_type\":\"Bearer\",\"expires_in\":900}");
    }

    private void conversation(HttpExchange exchange) throws IOException {
        if (!"Bearer of-routing".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
            return;
        }
        var id = exchange.getRequestURI().getPath().split("/", -1)[2];
        if ("PUT".equals(exchange.getRequestMethod())) {
            var told = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            memory().put("told " + id, told);
        }
        int status = "PUT".equals(exchange.getRequestMethod())
                ? Integer.parseInt(memory().getOrDefault("status " + id, "200"))
                : 200;
        var view = memory().get("view " + id);
        answer(exchange, view == null ? 404 : status, view == null || status != 200 ? "{}" : view);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Tests and test resources may be loaded by different class loaders; the system's properties are shared. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> memory() {
        return (Map<String, String>)
                System.getProperties().computeIfAbsent(MEMORY, name -> new ConcurrentHashMap<String, String>());
    }
}
