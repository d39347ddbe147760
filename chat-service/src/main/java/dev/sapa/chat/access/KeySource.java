package dev.sapa.chat.access;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys of access tokens come from. The library that verifies them fails alike when it cannot fetch the keys and
 * when none of them is the token's; this asks itself, once a second at most.
 */
@ApplicationScoped
class KeySource {

    private static final String LOCATION = "mp.jwt.verify.publickey.location";
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(1);
    private static final long PATIENCE_MS = 1_000;

    private final HttpClient client;
    private final String location;
    private final AtomicReference<@Nullable Asked> last = new AtomicReference<>();

    KeySource(Vertx vertx, Config config) {
        this.client = vertx.createHttpClient();
        this.location = config.getOptionalValue(LOCATION, String.class).orElse("");
    }

    /** When it was asked, by {@link System#nanoTime()}, and what came back, for everybody who asks soon after. */
    private record Asked(long at, Uni<Boolean> answer) {}

    /** Whether the keys can be fetched just now; true where they are not fetched at all. */
    Uni<Boolean> isAnswering() {
        var now = System.nanoTime();
        var asked = last.get();
        if (asked == null || now - asked.at() > TRUSTED_FOR.toNanos()) {
            asked = new Asked(now, ask().memoize().indefinitely());
            last.set(asked);
        }
        return asked.answer();
    }

    private Uni<Boolean> ask() {
        if (!location.startsWith("http")) {
            return Uni.createFrom().item(true);
        }
        var request = new RequestOptions().setAbsoluteURI(location).setTimeout(PATIENCE_MS);
        return Uni.createFrom()
                .completionStage(() -> client.request(request)
                        .compose(HttpClientRequest::send)
                        .map(response -> response.statusCode() == 200)
                        .toCompletionStage())
                .onFailure()
                .recoverWithItem(false);
    }
}
