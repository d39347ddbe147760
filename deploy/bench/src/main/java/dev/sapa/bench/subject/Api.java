package dev.sapa.bench.subject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP, for what prepares a measurement. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 20;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int BEYOND_OK = 300;

    private final HttpClient http;
    private final URI base;
    private final @Nullable String token;

    private Api(HttpClient http, URI base, @Nullable String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    public static Api at(URI base) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
        return new Api(http, base, null);
    }

    public Api as(String bearer) {
        return new Api(http, base, bearer);
    }

    /**
     * Asks for something.
     *
     * @throws IllegalStateException when the answer is no success
     */
    public JsonNode get(String path) {
        return send("GET", path, null).join();
    }

    /**
     * Sends something and waits for the answer.
     *
     * @throws IllegalStateException when the answer is no success
     */
    public JsonNode post(String path, Object body) {
        return send("POST", path, body).join();
    }

    public CompletableFuture<JsonNode> posting(String path, Object body) {
        return send("POST", path, body);
    }

    /**
     * Sends something in place of what is there and waits for the answer.
     *
     * @throws IllegalStateException when the answer is no success
     */
    public JsonNode put(String path, Object body) {
        return send("PUT", path, body).join();
    }

    /**
     * Calls without waiting.
     *
     * @param failed is told when the answer is no success
     */
    public void fire(String method, String path, Object body, Consumer<Throwable> failed) {
        var unused = send(method, path, body).whenComplete((answer, failure) -> {
            if (failure != null) {
                failed.accept(failure);
            }
        });
    }

    /**
     * Makes many calls, some at a time.
     *
     * @param progress is told the count now and then
     * @return the answers in order
     */
    public static List<JsonNode> all(
            int count, int atOnce, IntFunction<CompletableFuture<JsonNode>> call, Consumer<String> progress) {
        var places = new Semaphore(atOnce);
        var answers = new ArrayList<CompletableFuture<JsonNode>>();
        for (var i = 0; i < count; i++) {
            places.acquireUninterruptibly();
            answers.add(call.apply(i).whenComplete((answer, failure) -> places.release()));
            if ((i + 1) % 500 == 0) {
                progress.accept((i + 1) + " of " + count);
            }
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<JsonNode> send(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body)))
                .header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return attempt(request.build(), MOST_TRIES).thenApply(Api::success);
    }

    /** What is not possible now, as with services that have just started, is tried again. */
    private CompletableFuture<HttpResponse<String>> attempt(HttpRequest request, int tries) {
        return http.sendAsync(request, BodyHandlers.ofString()).thenCompose(response -> {
            if (response.statusCode() != UNAVAILABLE || tries <= 1) {
                return CompletableFuture.completedFuture(response);
            }
            var later = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            return CompletableFuture.completedFuture(response)
                    .thenComposeAsync(refused -> attempt(request, tries - 1), later);
        });
    }

    private static JsonNode success(HttpResponse<String> response) {
        if (response.statusCode() < OK || response.statusCode() >= BEYOND_OK) {
            throw new IllegalStateException(
                    response.request() + " was answered " + response.statusCode() + " " + response.body());
        }
        try {
            return response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Object json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
