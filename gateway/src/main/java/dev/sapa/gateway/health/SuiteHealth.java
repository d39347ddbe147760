package dev.sapa.gateway.health;

import dev.sapa.gateway.upstream.Service;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks every service whether it is ready; answers are shared for a moment. */
@ApplicationScoped
class SuiteHealth {

    private final HttpClient client;
    private final HealthSettings settings;
    private final Uni<Map<String, Boolean>> shared;
    private volatile long askedAt;

    SuiteHealth(Vertx vertx, HealthSettings settings) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) settings.timeout().toMillis()));
        this.settings = settings;
        this.shared = Uni.createFrom().deferred(this::ask).memoize().until(this::isStale);
    }

    /** Whether each service is ready, by name. */
    Uni<Map<String, Boolean>> readiness() {
        return shared;
    }

    private boolean isStale() {
        return System.nanoTime() - askedAt > settings.age().toNanos();
    }

    private Uni<Map<String, Boolean>> ask() {
        askedAt = System.nanoTime();
        return Uni.combine()
                .all()
                .unis(
                        anyReady(settings.authUrl()),
                        anyReady(settings.chatUrl()),
                        anyReady(settings.routingUrl()),
                        anyReady(settings.analyticsUrl()),
                        anyReady(settings.salesforceUrl()))
                .with((auth, chat, routing, analytics, salesforce) -> new TreeMap<>(Map.of(
                        Service.AUTH.wireName(), auth,
                        Service.CHAT.wireName(), chat,
                        Service.ROUTING.wireName(), routing,
                        Service.ANALYTICS.wireName(), analytics,
                        Service.SALESFORCE.wireName(), salesforce)));
    }

    private Uni<Boolean> anyReady(List<URI> replicas) {
        var asked = new ArrayList<Uni<Boolean>>();
        replicas.forEach(replica -> asked.add(isReady(replica)));
        return Uni.combine().all().unis(asked).with(answers -> answers.contains(true));
    }

    private Uni<Boolean> isReady(URI replica) {
        Duration limit = settings.timeout();
        var request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(replica.toString())
                .setConnectTimeout(limit.toMillis())
                .setIdleTimeout(limit.toMillis());
        return Uni.createFrom()
                .completionStage(() -> client.request(request)
                        .compose(sending -> sending.send())
                        .compose(answer -> answer.body().map(body -> answer.statusCode() == 200))
                        .toCompletionStage())
                .onFailure()
                .recoverWithItem(false);
    }
}
