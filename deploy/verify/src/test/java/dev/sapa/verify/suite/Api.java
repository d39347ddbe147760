package dev.sapa.verify.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP to one base address, with the same headers on each request. */
public final class Api {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI base;
    private final List<String> headers;

    private Api(HttpClient http, URI base, List<String> headers) {
        this.http = http;
        this.base = base;
        this.headers = headers;
    }

    public static Api at(URI base) {
        return new Api(HttpClient.newBuilder().connectTimeout(TIMEOUT).build(), base, List.of());
    }

    public Api with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.add(header);
        more.add(value);
        return new Api(http, base, List.copyOf(more));
    }

    public Api bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Answer get(String path) {
        return send("GET", path, null).join();
    }

    public Answer post(String path, @Nullable Object body) {
        return send("POST", path, body).join();
    }

    /** As HTML forms are sent; OAuth 2.0 takes nothing else (RFC 6749, section 4.4.2). */
    public Answer postForm(String path, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST", path, "application/x-www-form-urlencoded", BodyPublishers.ofString(form))
                .join();
    }

    /** One file in the form's part {@code file}. */
    public Answer postFile(String path, String name, String contentType, String content) {
        var boundary = "part-" + content.hashCode();
        var body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: " + contentType + "\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n";
        return send("POST", path, "multipart/form-data; boundary=" + boundary, BodyPublishers.ofString(body))
                .join();
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body).join();
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body).join();
    }

    public Answer delete(String path) {
        return send("DELETE", path, null).join();
    }

    /** A request that a test does not spell out: method, path and body were made. */
    public Answer call(String method, String path, @Nullable Object body) {
        return send(method, path, body).join();
    }

    public CompletableFuture<Answer> posting(String path, Object body) {
        return send("POST", path, body);
    }

    private CompletableFuture<Answer> send(String method, String path, @Nullable Object body) {
        return send(
                method,
                path,
                "application/json",
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body)));
    }

    private CompletableFuture<Answer> send(String method, String path, String contentType, BodyPublisher body) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .method(method, body)
                .header("Content-Type", contentType);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return http.sendAsync(request.build(), BodyHandlers.ofString()).handle((response, failure) -> {
            if (response == null) {
                throw new CompletionException("No answer to " + method + " " + path, failure);
            }
            return Answer.of(response);
        });
    }

    static String text(Object json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What came back.
     *
     * @param body the JSON; a missing node where the answer is empty or no JSON
     */
    public record Answer(int status, JsonNode body, String text, HttpResponse<String> response) {

        private static Answer of(HttpResponse<String> response) {
            return new Answer(response.statusCode(), json(response.body()), response.body(), response);
        }

        /** The body of an answer with the expected status. */
        public JsonNode expect(int expected) {
            if (status != expected) {
                throw new AssertionError("Expected " + expected + " of " + response.request() + ", got " + this);
            }
            return body;
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        @Override
        public String toString() {
            return status + " " + text;
        }

        private static JsonNode json(String text) {
            try {
                return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }
    }
}
