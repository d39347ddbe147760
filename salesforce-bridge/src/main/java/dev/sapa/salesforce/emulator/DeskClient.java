package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Calls chat-service as a visitor does: with nothing but the right to its own conversation. */
@ApplicationScoped
class DeskClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final EmulatorSettings settings;
    private final AtomicInteger turn = new AtomicInteger();

    DeskClient(Vertx vertx, EmulatorSettings settings) {
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) settings.patience().toMillis()));
        this.settings = settings;
    }

    /** @param body missing when there is none or it is no JSON */
    record Answer(int status, JsonNode body) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** @throws EmulatedFailure when it is no success, so that it is tried again later */
        Answer expect() {
            if (!isSuccess()) {
                throw EmulatedFailure.later("chat-service answered " + status + " "
                        + body.path("code").asText());
            }
            return this;
        }
    }

    Uni<Answer> get(String path, String token) {
        return call(HttpMethod.GET, path, headers(token), Buffer.buffer());
    }

    Uni<Answer> post(String path, @Nullable String token, Map<String, String> more, JsonNode body) {
        var headers = headers(token);
        headers.putAll(more);
        headers.put("Content-Type", "application/json");
        return call(HttpMethod.POST, path, headers, Buffer.buffer(body.toString()));
    }

    Uni<Answer> upload(String path, String token, String name, String contentType, Buffer content) {
        var boundary = "sapa-" + UUID.randomUUID();
        var headers = headers(token);
        headers.put("Content-Type", "multipart/form-data; boundary=" + boundary);
        var body = Buffer.buffer("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A")
                        + "\"\r\nContent-Type: " + contentType + "\r\n\r\n")
                .appendBuffer(content)
                .appendString("\r\n--" + boundary + "--\r\n");
        return call(HttpMethod.POST, path, headers, body);
    }

    private Uni<Answer> call(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
        var replicas = settings.chatUrls();
        var base = replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()));
        var options = new RequestOptions()
                .setAbsoluteURI(base.toString().replaceFirst("/+$", "") + path)
                .setMethod(method)
                .setIdleTimeout(settings.patience().toMillis());
        headers.forEach(options::putHeader);
        return Uni.createFrom().completionStage(() -> http.request(options)
                .compose(request -> body.length() == 0 ? request.send() : request.send(body))
                .compose(response -> response.body()
                        .compose(bytes -> Future.succeededFuture(new Answer(response.statusCode(), parsed(bytes)))))
                .toCompletionStage());
    }

    private static Map<String, String> headers(@Nullable String token) {
        var headers = new HashMap<String, String>();
        headers.put("Accept", "application/json");
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return headers;
    }

    private static JsonNode parsed(Buffer bytes) {
        try {
            return bytes.length() == 0 ? MissingNode.getInstance() : JSON.readTree(bytes.toString());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
