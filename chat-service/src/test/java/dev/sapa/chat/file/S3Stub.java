package dev.sapa.chat.file;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** An S3-compatible store as far as files need one; it answers 403 to a request that is not properly signed. */
final class S3Stub implements AutoCloseable {

    static final String ACCESS_KEY = "AKIDEXAMPLE";
    static final String SECRET_KEY = "a secret of tests";

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final Map<String, TreeMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
    private final S3Signature signature = new S3Signature(ACCESS_KEY, SECRET_KEY, "eu-test-1");
    private final HttpServer server;

    S3Stub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var query = query(exchange.getRequestURI().getRawQuery());
            if (!isSigned(exchange, query, body)) {
                reply(exchange, 403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");
                return;
            }
            var object = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, object, query, body);
                case "POST" -> post(exchange, object, query, new String(body, StandardCharsets.UTF_8));
                case "DELETE" -> delete(exchange, object, query);
                default -> get(exchange, object);
            }
        }
    }

    private void put(HttpExchange exchange, String object, Map<String, String> query, byte[] body) throws IOException {
        if (query.containsKey("uploadId")) {
            var number = Integer.parseInt(query.get("partNumber"));
            Objects.requireNonNull(uploads.get(query.get("uploadId"))).put(number, body);
            exchange.getResponseHeaders().set("ETag", "\"part-" + number + "\"");
        } else {
            objects.put(object, body);
        }
        reply(exchange, 200, "");
    }

    private void post(HttpExchange exchange, String object, Map<String, String> query, String body) throws IOException {
        if (query.containsKey("uploads")) {
            var id = "upload/" + uploads.size() + "+=";
            uploads.put(id, new TreeMap<>());
            reply(exchange, 200, "<R><UploadId>" + id + "</UploadId></R>");
            return;
        }
        var parts = Objects.requireNonNull(uploads.remove(query.get("uploadId")));
        var whole =
                new byte[parts.values().stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (var part : parts.entrySet()) {
            var named = "<Part><PartNumber>%d</PartNumber><ETag>\"part-%d\"</ETag></Part>"
                    .formatted(part.getKey(), part.getKey());
            if (!body.contains(named)) {
                reply(exchange, 200, "<Error><Code>InvalidPart</Code></Error>");
                return;
            }
            System.arraycopy(part.getValue(), 0, whole, at, part.getValue().length);
            at += part.getValue().length;
        }
        objects.put(object, whole);
        reply(exchange, 200, "<CompleteMultipartUploadResult/>");
    }

    private void delete(HttpExchange exchange, String object, Map<String, String> query) throws IOException {
        if (query.containsKey("uploadId")) {
            uploads.remove(query.get("uploadId"));
        } else {
            objects.remove(object);
        }
        reply(exchange, 204, "");
    }

    private void get(HttpExchange exchange, String object) throws IOException {
        var content = objects.get(object);
        if (content == null) {
            reply(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
            return;
        }
        var range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            return;
        }
        var bounds = range.substring("bytes=".length()).split("-", -1);
        var part = Arrays.copyOfRange(content, Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1]) + 1);
        exchange.sendResponseHeaders(206, part.length);
        exchange.getResponseBody().write(part);
    }

    private boolean isSigned(HttpExchange exchange, Map<String, String> query, byte[] body) {
        var time = exchange.getRequestHeaders().getFirst(S3Signature.DATE);
        if (time == null) {
            return false;
        }
        var now = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .parse(time, Instant::from);
        var expected = signature.sign(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query,
                Map.of("Host", exchange.getRequestHeaders().getFirst("Host")),
                body,
                now);
        return Objects.equals(
                expected.get("authorization"), exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static Map<String, String> query(String raw) {
        var parameters = new TreeMap<String, String>();
        if (raw != null) {
            Arrays.stream(raw.split("&", -1)).forEach(parameter -> {
                var pair = parameter.split("=", 2);
                parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            });
        }
        return parameters;
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
