package dev.sapa.gateway.kit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The files of chat-service: counts what is uploaded and keeps nothing of it; downloads are made up. */
public final class StubFiles {

    public static final int DOWNLOAD = 25 * 1024 * 1024;
    public static final String URL = "/files/019a0000-0000-7000-8000-000000000001/" + "c".repeat(43);
    public static final String POLICY = "sandbox; default-src 'none'";

    private static final int BLOCK = 64 * 1024;

    /** An upload as it came; {@code head} and {@code tail} are its first and last 300 bytes at most. */
    public record Upload(long bytes, String authorization, String contentType, String head, String tail) {}

    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    /** What has come so far for a conversation. */
    public Upload of(Object conversation) {
        return uploads.getOrDefault(conversation.toString(), new Upload(0, "", "", "", ""));
    }

    boolean handles(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        return path.startsWith("/files/") || path.endsWith("/files");
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                download(exchange);
            } else {
                upload(exchange);
            }
        }
    }

    private void upload(HttpExchange exchange) throws IOException {
        var conversation = exchange.getRequestURI().getPath().split("/", -1)[2];
        var headers = exchange.getRequestHeaders();
        var block = new byte[BLOCK];
        var body = exchange.getRequestBody();
        long bytes = 0;
        var head = "";
        var tail = "";
        for (int read = body.read(block); read >= 0; read = body.read(block)) {
            bytes += read;
            var text = new String(block, 0, read, StandardCharsets.ISO_8859_1);
            head = head.length() < 300 ? first(head + text) : head;
            tail = last(tail + text);
            uploads.put(
                    conversation,
                    new Upload(
                            bytes,
                            String.valueOf(headers.getFirst("Authorization")),
                            String.valueOf(headers.getFirst("Content-Type")),
                            head,
                            tail));
        }
        var answer = """
                {"id":"019a0000-0000-7000-8000-000000000001","url":"%s","name":"izin.pdf",
                 "content_type":"application/pdf","size":%d}""".formatted(URL, bytes).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(201, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private static void download(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/pdf");
        exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"izin.pdf\"");
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.sendResponseHeaders(200, DOWNLOAD);
        var block = new byte[BLOCK];
        for (int sent = 0; sent < DOWNLOAD; sent += BLOCK) {
            exchange.getResponseBody().write(block);
        }
    }

    private static String first(String text) {
        return text.substring(0, Math.min(300, text.length()));
    }

    private static String last(String text) {
        return text.substring(Math.max(0, text.length() - 300));
    }
}
