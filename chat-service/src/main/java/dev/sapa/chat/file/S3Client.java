package dev.sapa.chat.file;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Signed requests about the objects of one bucket. Whatever fails is told as the store being away. */
final class S3Client {

    private static final Logger LOG = Logger.getLogger(S3Client.class);
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final Set<Integer> USUAL_PORTS = Set.of(-1, 80, 443);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_FOUND = 404;

    private final HttpClient client;
    private final URI endpoint;
    private final String bucket;
    private final Duration timeout;
    private final S3Signature signature;
    private final Clock clock;

    /** The settings must be complete. */
    S3Client(Vertx vertx, FileSettings.S3 settings, Clock clock) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS));
        this.endpoint = settings.endpoint().orElseThrow();
        this.bucket = settings.bucket().orElseThrow();
        this.timeout = settings.timeout();
        this.signature = new S3Signature(
                settings.accessKey().orElseThrow(), settings.secretKey().orElseThrow(), settings.region());
        this.clock = clock;
    }

    /** What the store answered; its body has been read. */
    record Answer(HttpClientResponse head, Buffer body) {}

    /** A request with a small answer. */
    Uni<Answer> call(HttpMethod method, String object, Map<String, String> query, Buffer body) {
        return told(send(method, object, query, Map.of(), body)
                .compose(head -> head.body().map(bytes -> new Answer(head, bytes)))
                .compose(S3Client::requireSuccess));
    }

    /** An object's content, or a part of it, paused. */
    Uni<HttpClientResponse> open(String object, @Nullable Span span) {
        Map<String, String> part = span == null ? Map.of() : Map.of("Range", "bytes=" + span.text());
        return told(
                send(HttpMethod.GET, object, Map.of(), part, Buffer.buffer()).compose(head -> {
                    if (head.statusCode() == (span == null ? OK : PARTIAL)) {
                        head.pause();
                        return Future.succeededFuture(head);
                    }
                    return head.body().compose(body -> refused(head, body));
                }));
    }

    private Future<HttpClientResponse> send(
            HttpMethod method, String object, Map<String, String> query, Map<String, String> unsigned, Buffer body) {
        var path = "/" + bucket + "/" + object;
        var host = USUAL_PORTS.contains(endpoint.getPort())
                ? endpoint.getHost()
                : endpoint.getHost() + ":" + endpoint.getPort();
        var isTls = "https".equals(endpoint.getScheme());
        var options = new RequestOptions()
                .setMethod(method)
                .setHost(endpoint.getHost())
                .setPort(endpoint.getPort() < 0 ? isTls ? 443 : 80 : endpoint.getPort())
                .setSsl(isTls)
                .setIdleTimeout(timeout.toMillis())
                .setURI(query.isEmpty() ? path : path + "?" + S3Signature.query(query));
        signature
                .sign(method.name(), path, query, Map.of("Host", host), body.getBytes(), clock.instant())
                .forEach(options::putHeader);
        unsigned.forEach(options::putHeader);
        return client.request(options).compose(request -> request.send(body));
    }

    private static Future<Answer> requireSuccess(Answer answer) {
        var status = answer.head().statusCode();
        var isError = answer.body().length() > 0
                && answer.body().toString().contains("<Error>"); // completing parts may fail after a 200
        return status / 100 == 2 && !isError ? Future.succeededFuture(answer) : refused(answer.head(), answer.body());
    }

    private static <T> Future<T> refused(HttpClientResponse head, Buffer body) {
        if (head.statusCode() == NOT_FOUND) {
            return Future.failedFuture(FileProblem.notFound());
        }
        var code = body.toString().replaceAll("(?s).*<Code>(\\w{1,64})</Code>.*|.*", "$1");
        return Future.failedFuture("%d %s".formatted(head.statusCode(), code));
    }

    private static <T> Uni<T> told(Future<T> answer) {
        return UniHelper.toUni(answer)
                .onFailure()
                .invoke(failure -> LOG.warnf("The store of files failed: %s", failure.getMessage()))
                .onFailure()
                .transform(failure -> FileProblem.storeUnavailable());
    }
}
