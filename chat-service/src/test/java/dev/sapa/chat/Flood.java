package dev.sapa.chat;

import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many requests at the same time. */
public final class Flood {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Flood() {}

    /** Sends all of them before it waits for the first answer. */
    public static List<HttpResponse<String>> of(
            int count, IntFunction<CompletableFuture<HttpResponse<String>>> request) {
        var answers = IntStream.range(0, count).mapToObj(request).toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    public static CompletableFuture<HttpResponse<String>> say(
            String token, UUID conversation, String text, String clientMsgId) {
        var body = new JsonObject().put("text", text).put("client_msg_id", clientMsgId);
        return post("/conversations/%s/messages".formatted(conversation), body, "Authorization", "Bearer " + token);
    }

    public static CompletableFuture<HttpResponse<String>> post(String path, JsonObject body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
    }
}
