package dev.sapa.salesforce.simulator;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Calls the chat API and writes both sides of each call to the log, without tokens, secrets and what people wrote. */
@ApplicationScoped
class VendorClient {

    private static final Logger LOG = Logger.getLogger(VendorClient.class);

    private final HttpClient http;
    private final SimulatorSettings settings;

    VendorClient(Vertx vertx, SimulatorSettings settings) {
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) settings.timeout().toMillis()));
        this.settings = settings;
    }

    /** Answers what the other side said, whatever its status; fails when it said nothing in time. */
    Uni<VendorAnswer> call(VendorCall call) {
        long begun = System.nanoTime();
        LOG.infof("-> %s %s %s", call.method(), call.url(), call.shown());
        return Uni.createFrom()
                .completionStage(() -> send(call).toCompletionStage())
                .invoke(answer -> LOG.infof(
                        "<- %d %s %s (%d ms)",
                        answer.status(),
                        call.url(),
                        Redaction.of(answer.body()),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)))
                .onFailure(failure -> !(failure instanceof SimulatorFailure))
                .transform(failure -> {
                    LOG.warnf("<- no answer of %s: %s", call.url(), failure.getMessage());
                    return new SimulatorFailure(
                            503, "No answer from " + settings.scrtBase() + ": " + failure.getMessage(), null);
                });
    }

    private Future<VendorAnswer> send(VendorCall call) {
        var options = new RequestOptions()
                .setAbsoluteURI(call.url())
                .setMethod(call.method())
                .setConnectTimeout(settings.timeout().toMillis())
                .setIdleTimeout(settings.timeout().toMillis())
                .setFollowRedirects(false);
        call.headers().forEach(options::putHeader);
        return http.request(options)
                .compose(request -> call.body().length() == 0 ? request.send() : request.send(call.body()))
                .compose(VendorClient::answer);
    }

    private static Future<VendorAnswer> answer(HttpClientResponse response) {
        return response.body().map(Buffer::toString).map(text -> VendorAnswer.of(response.statusCode(), text));
    }
}
