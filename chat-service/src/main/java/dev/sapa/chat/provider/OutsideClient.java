package dev.sapa.chat.provider;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls addresses that somebody else chose: over TLS, never into a network of ours, and to the very address that was
 * looked at. Redirects are not followed.
 */
@ApplicationScoped
public class OutsideClient {

    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int ANSWER_AT_MOST = 1024 * 1024;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Vertx vertx;
    private final HttpClient client;
    private final ProviderSettings settings;

    /** A connection that is used again may have ended unseen, and then nobody knows whether the request was read. */
    OutsideClient(Vertx vertx, ProviderSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setKeepAlive(false)
                .setMaxPoolSize(64)
                .setDecompressionSupported(true));
    }

    /** A request. */
    public record Request(
            HttpMethod method,
            URI target,
            Map<String, String> headers,
            @Nullable String contentType,
            Buffer body) {

        public static Request get(URI target, Map<String, String> headers) {
            return new Request(HttpMethod.GET, target, headers, null, Buffer.buffer());
        }

        /** Its address and headers may hold secrets. */
        @Override
        public String toString() {
            return method + " " + target.getHost();
        }
    }

    /** An answer, read to its end. */
    public record Reply(int status, @Nullable String retryAfter, Buffer body) {

        public boolean isGood() {
            return status / 100 == 2;
        }
    }

    /** The request was not sent. */
    public static final class NotSent extends RuntimeException {

        public NotSent(String why) {
            super(why, null, false, false);
        }
    }

    /** The request was sent, but no whole answer came. */
    public static final class Unanswered extends RuntimeException {

        public Unanswered(String why) {
            super(why, null, false, false);
        }
    }

    /** Fails with {@link NotSent} or {@link Unanswered}. */
    public Uni<Reply> call(Request request) {
        return onCallersContext(
                open(request).chain(sent -> UniHelper.toUni(send(sent, request).compose(OutsideClient::read))
                        .ifNoItem()
                        .after(settings.timeout())
                        .failWith(() -> new Unanswered("timeout"))
                        .onFailure(failure -> !(failure instanceof Unanswered))
                        .transform(failure -> new Unanswered(String.valueOf(failure.getMessage())))
                        .onFailure()
                        .invoke(failure -> sent.reset())));
    }

    /** The body of a good answer in pieces, as they are asked for. */
    public <T> Uni<T> download(Request request, Function<Multi<Buffer>, Uni<T>> taking) {
        return onCallersContext(
                open(request).chain(sent -> UniHelper.toUni(send(sent, request).map(HttpClientResponse::pause))
                        .ifNoItem()
                        .after(settings.timeout())
                        .fail()
                        .chain(response -> {
                            if (response.statusCode() / 100 != 2) {
                                throw new Unanswered("status " + response.statusCode());
                            }
                            return taking.apply(MultiHelper.toMulti(response)
                                    .ifNoItem()
                                    .after(settings.timeout())
                                    .fail());
                        })
                        .onFailure()
                        .invoke(failure -> sent.reset())));
    }

    /** Timeouts come from elsewhere; whoever goes on with Hibernate must be back on its own context. */
    private static <T> Uni<T> onCallersContext(Uni<T> answer) {
        return Uni.createFrom().deferred(() -> {
            var context = Vertx.currentContext();
            return context == null ? answer : answer.emitOn(task -> context.runOnContext(ignored -> task.run()));
        });
    }

    /** Whether the address may be called at all; what it leads to is looked at with each call. */
    public boolean mayCall(URI target) {
        var scheme = target.getScheme();
        return target.getHost() != null
                && target.getUserInfo() == null
                && ("https".equals(scheme) || ("http".equals(scheme) && settings.local()));
    }

    /** The address of a host outside; fails with {@link NotSent} when there is none. */
    public Uni<InetAddress> resolve(String host) {
        return UniHelper.toUni(vertx.executeBlocking(() -> InetAddress.getAllByName(host), false))
                .onFailure()
                .transform(failure -> new NotSent("unknown host"))
                .map(found -> {
                    for (var address : found) {
                        if (!settings.local() && !Outside.isOutside(address)) {
                            throw new NotSent("address not allowed");
                        }
                    }
                    return found[0];
                });
    }

    private Uni<HttpClientRequest> open(Request request) {
        var target = request.target();
        if (!mayCall(target)) {
            return Uni.createFrom().failure(new NotSent("address not allowed"));
        }
        return resolve(target.getHost()).chain(address -> UniHelper.toUni(client.request(options(request, address)))
                .onFailure()
                .transform(failure -> new NotSent("no connection")));
    }

    private RequestOptions options(Request request, InetAddress address) {
        var target = request.target();
        var isTls = "https".equals(target.getScheme());
        var port = target.getPort() < 0 ? isTls ? HTTPS : HTTP : target.getPort();
        var query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        var options = new RequestOptions()
                .setMethod(request.method())
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(target.getHost())
                .setPort(port)
                .setSsl(isTls)
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setURI((target.getRawPath().isEmpty() ? "/" : target.getRawPath()) + query)
                .setFollowRedirects(false)
                .putHeader("User-Agent", "Sapa");
        request.headers().forEach(options::putHeader);
        if (request.contentType() != null) {
            options.putHeader("Content-Type", request.contentType());
        }
        return options;
    }

    private static Future<HttpClientResponse> send(HttpClientRequest sent, Request request) {
        return request.body().length() == 0 ? sent.send() : sent.send(request.body());
    }

    private static Future<Reply> read(HttpClientResponse response) {
        var body = Buffer.buffer();
        response.handler(piece -> {
            if (body.length() + piece.length() > ANSWER_AT_MOST) {
                response.request().reset();
            } else {
                body.appendBuffer(piece);
            }
        });
        return response.end().map(end -> new Reply(response.statusCode(), response.getHeader("Retry-After"), body));
    }
}
