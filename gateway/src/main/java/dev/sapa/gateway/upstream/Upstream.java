package dev.sapa.gateway.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sapa.gateway.upstream.Replicas.Replica;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The one client to the services. A replica that cannot be reached is passed over for the next; a request that was
 * sent and not answered is repeated at another replica only when it is repeatable.
 */
@ApplicationScoped
public class Upstream {

    private static final Logger LOG = Logger.getLogger(Upstream.class);

    private final Vertx vertx;
    private final HttpClient client;
    private final HttpClient streams;
    private final HttpClient views;
    private final ObjectMapper json;
    private final UpstreamSettings settings;
    private final Map<Service, Replicas> replicas = new EnumMap<>(Service.class);

    Upstream(Vertx vertx, ObjectMapper json, UpstreamSettings settings) {
        this.vertx = vertx;
        this.json = json;
        this.settings = settings;
        this.client = client(settings.connections());
        this.streams = client(settings.streams());
        this.views = client(settings.viewsAtOnce());
        replicas.put(Service.AUTH, replicasOf(settings.authUrl()));
        replicas.put(Service.CHAT, replicasOf(settings.chatUrl()));
        replicas.put(Service.ROUTING, replicasOf(settings.routingUrl()));
        replicas.put(Service.ANALYTICS, replicasOf(settings.analyticsUrl()));
        replicas.put(Service.SALESFORCE, replicasOf(settings.salesforceUrl()));
    }

    private HttpClient client(int connections) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setTcpNoDelay(true)
                        .setKeepAliveTimeout(30)
                        .setMaxWaitQueueSize(settings.waiting()),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    private Replicas replicasOf(List<URI> urls) {
        return new Replicas(urls, settings.avoid().toNanos(), System::nanoTime);
    }

    /**
     * Sends the call and answers what the service said, whatever its status.
     *
     * @return fails with {@link UpstreamProblem#unavailable} when no replica answered in time
     */
    public Uni<Answer> call(Call call) {
        return Uni.createFrom().completionStage(() -> send(client, call).toCompletionStage());
    }

    /** The same for what must not wait behind all others: over connections of its own. */
    Uni<Answer> callApart(Call call) {
        return Uni.createFrom().completionStage(() -> send(views, call).toCompletionStage());
    }

    /**
     * Opens a request to the first replica that can be reached, for a body that is streamed.
     *
     * @param options method, path and headers; host and port are set here
     */
    public Future<HttpClientRequest> open(Service service, RequestOptions options) {
        return open(client, of(service), of(service).inOrder().iterator(), options);
    }

    /** The same where many answers never end, such as streams of events: they must not use up the connections of others. */
    public Future<HttpClientRequest> openStream(Service service, RequestOptions options) {
        return open(streams, of(service), of(service).inOrder().iterator(), options);
    }

    /** The connections to the services, for streaming through. */
    public HttpClient client() {
        return client;
    }

    private Replicas of(Service service) {
        var found = replicas.get(service);
        if (found == null) {
            throw new IllegalStateException("No replicas of " + service);
        }
        return found;
    }

    private static Future<HttpClientRequest> open(
            HttpClient client, Replicas all, Iterator<Replica> candidates, RequestOptions options) {
        var replica = candidates.next();
        var there = new RequestOptions(options)
                .setHost(replica.host)
                .setPort(replica.port)
                .setSsl(replica.tls);
        return client.request(there).recover(failure -> {
            all.avoid(replica);
            return candidates.hasNext() ? open(client, all, candidates, options) : Future.failedFuture(failure);
        });
    }

    private Future<Answer> send(HttpClient over, Call call) {
        var service = of(call.service());
        Function<HttpClientRequest, Future<HttpClientResponse>> sending;
        try {
            sending = sendingOf(call);
        } catch (JsonProcessingException unwritable) {
            return Future.failedFuture(unwritable);
        }
        return attempt(over, call, sending, service, service.inOrder().iterator())
                .recover(failure -> {
                    LOG.debugf("No answer from %s: %s", call.service(), failure);
                    return Future.failedFuture(UpstreamProblem.unavailable(call.service()));
                });
    }

    private Future<Answer> attempt(
            HttpClient over,
            Call call,
            Function<HttpClientRequest, Future<HttpClientResponse>> sending,
            Replicas service,
            Iterator<Replica> candidates) {
        return open(over, service, candidates, optionsOf(call))
                .compose(request -> exchange(request, sending).recover(failure -> {
                    if (call.repeatable()) {
                        var next = candidates.hasNext()
                                ? candidates
                                : service.inOrder().iterator();
                        return open(over, service, next, optionsOf(call)).compose(again -> exchange(again, sending));
                    }
                    return Future.failedFuture(failure);
                }));
    }

    private RequestOptions optionsOf(Call call) {
        var limit = call.timeout() == null ? settings.timeout() : call.timeout();
        var options = new RequestOptions()
                .setMethod(call.method())
                .setURI(call.path())
                .setConnectTimeout(limit.toMillis())
                .setIdleTimeout(limit.toMillis())
                .putHeader("Accept", "application/json");
        call.headers().forEach(options::putHeader);
        call.trail().writeTo(options.getHeaders());
        if (call.body() != null
                && !(call.body() instanceof FormFile)
                && !call.headers().containsKey("Content-Type")) {
            options.putHeader("Content-Type", "application/json");
        }
        return options;
    }

    private Function<HttpClientRequest, Future<HttpClientResponse>> sendingOf(Call call)
            throws JsonProcessingException {
        if (call.body() instanceof FormFile file) {
            return request -> file.sendOver(vertx, request);
        }
        var body = bodyOf(call);
        return request -> request.send(body);
    }

    private Buffer bodyOf(Call call) throws JsonProcessingException {
        var body = call.body();
        if (body == null) {
            return Buffer.buffer();
        }
        return body instanceof String text ? Buffer.buffer(text) : Buffer.buffer(json.writeValueAsBytes(body));
    }

    private Future<Answer> exchange(
            HttpClientRequest request, Function<HttpClientRequest, Future<HttpClientResponse>> sending) {
        return sending.apply(request).compose(response -> response.body().map(bytes -> answer(response, bytes)));
    }

    private Answer answer(HttpClientResponse response, Buffer bytes) {
        return new Answer(response.statusCode(), response.headers(), parse(bytes), bytes);
    }

    private JsonNode parse(Buffer bytes) {
        if (bytes.length() == 0) {
            return MissingNode.getInstance();
        }
        try {
            return json.readTree(bytes.getBytes());
        } catch (IOException notJson) {
            LOG.debugf("An answer of %d bytes is not JSON", bytes.length());
            return MissingNode.getInstance();
        }
    }
}
