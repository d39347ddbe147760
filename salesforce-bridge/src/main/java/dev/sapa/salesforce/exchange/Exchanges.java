package dev.sapa.salesforce.exchange;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends requests; an answer of any status is an answer, everything else is {@link NoReply}. */
@ApplicationScoped
public class Exchanges {

    private static final int CONNECT_MS = 3_000;
    private static final int CONNECTIONS = 256;
    private static final int KEPT_SECONDS = 20;

    private final HttpClient client;

    Exchanges(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setMaxPoolSize(CONNECTIONS)
                .setKeepAliveTimeout(KEPT_SECONDS));
    }

    public Uni<Reply> send(Request request) {
        return Uni.createFrom()
                .deferred(() -> UniHelper.toUni(sent(request)))
                .ifNoItem()
                .after(request.within().plusSeconds(1))
                .fail()
                .onFailure(failure -> !(failure instanceof NoReply))
                .transform(failure -> new NoReply(String.valueOf(failure.getMessage())));
    }

    /** Opens an answer that is read as it comes; the caller must see to it that it is closed. */
    public Future<HttpClientResponse> open(Request request) {
        return client.request(options(request).setIdleTimeout(0)).compose(HttpClientRequest::send);
    }

    private Future<Reply> sent(Request request) {
        return client.request(options(request)).compose(outgoing -> {
            var answer = request.body() == null ? outgoing.send() : outgoing.send(request.body());
            return answer.compose(response -> whole(request, response));
        });
    }

    private static Future<Reply> whole(Request request, HttpClientResponse response) {
        Promise<Reply> promise = Promise.promise();
        var body = Buffer.buffer();
        response.handler(piece -> {
            if (body.length() + piece.length() > request.most()) {
                promise.tryFail(new NoReply("The answer is too long"));
                response.request().reset();
                return;
            }
            body.appendBuffer(piece);
        });
        response.exceptionHandler(promise::tryFail);
        response.endHandler(end -> promise.tryComplete(new Reply(response.statusCode(), response.headers(), body)));
        return promise.future();
    }

    private static RequestOptions options(Request request) {
        var options = new RequestOptions()
                .setMethod(request.method())
                .setAbsoluteURI(request.url())
                .setConnectTimeout(CONNECT_MS)
                .setIdleTimeout(request.within().toMillis())
                .setFollowRedirects(false);
        for (var header : request.headers().entrySet()) {
            options.putHeader(header.getKey(), header.getValue());
        }
        return options;
    }
}
