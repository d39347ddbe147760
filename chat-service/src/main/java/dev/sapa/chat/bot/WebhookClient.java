package dev.sapa.chat.bot;

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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Tells companies' bots, and reads what they answer at once: never more of it than fits, never for longer than set. */
@ApplicationScoped
class WebhookClient {

    private static final int CONNECT_TIMEOUT_MS = 2_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final BotSettings settings;
    private final Clock clock;

    WebhookClient(Vertx vertx, BotSettings settings, Clock clock) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setKeepAlive(false)
                .setDecompressionSupported(false));
        this.settings = settings;
        this.clock = clock;
    }

    /** What a bot answered at once. */
    record Answer(int status, Buffer body) {

        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** Whether the same may succeed later. */
        boolean isTransient() {
            return status == 408 || status == 425 || status == 429 || status >= 500;
        }
    }

    /** Fails with a problem when the address leads where it must not; does not connect. */
    Uni<WebhookTarget> look(String url) {
        return UniHelper.toUni(
                vertx.executeBlocking(() -> WebhookTarget.resolved(url, settings.privateTargets()), false));
    }

    /** Fails when there is no answer in time. */
    Uni<Answer> tell(Webhook bot, UUID delivery, Buffer body) {
        return look(bot.url())
                .chain(target -> UniHelper.toUni(send(target, bot, delivery, body)))
                .ifNoItem()
                .after(settings.callTimeout())
                .fail();
    }

    private Future<Answer> send(WebhookTarget target, Webhook bot, UUID delivery, Buffer body) {
        var now = clock.instant();
        var options = target.request()
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setIdleTimeout(settings.callTimeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "Sapa")
                .putHeader("X-Sapa-Delivery", delivery.toString())
                .putHeader("X-Sapa-Timestamp", Long.toString(now.getEpochSecond()))
                .putHeader("X-Sapa-Signature", WebhookSignature.of(bot.secret(), now, body.getBytes()));
        return client.request(options).compose(request -> request.send(body).compose(head -> read(request, head)));
    }

    private Future<Answer> read(HttpClientRequest request, HttpClientResponse head) {
        var whole = Promise.<Answer>promise();
        var body = Buffer.buffer();
        head.handler(piece -> {
            if (body.length() + piece.length() > settings.answerAtMost()) {
                whole.tryFail("The answer is too long");
                request.reset();
            } else {
                body.appendBuffer(piece);
            }
        });
        head.exceptionHandler(whole::tryFail);
        head.endHandler(end -> whole.tryComplete(new Answer(head.statusCode(), body)));
        return whole.future();
    }
}
