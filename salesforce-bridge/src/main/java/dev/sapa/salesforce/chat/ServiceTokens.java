package dev.sapa.salesforce.chat;

import dev.sapa.salesforce.exchange.Exchanges;
import dev.sapa.salesforce.exchange.Request;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Our own access token, kept until shortly before it expires. Safe for use by any thread. */
@ApplicationScoped
class ServiceTokens {

    private static final long RENEW_EARLY_SECONDS = 30;

    private final Exchanges exchanges;
    private final ChatSettings settings;
    private final AtomicReference<@Nullable Token> kept = new AtomicReference<>();

    ServiceTokens(Exchanges exchanges, ChatSettings settings) {
        this.exchanges = exchanges;
        this.settings = settings;
    }

    /** @param goodUntil on the clock of {@link System#nanoTime} */
    private record Token(String bearer, long goodUntil) {}

    /** The value of the header {@code Authorization}. */
    Uni<String> bearer() {
        var token = kept.get();
        if (token != null && token.goodUntil() - System.nanoTime() > 0) {
            return Uni.createFrom().item(token.bearer());
        }
        return fetch(0).invoke(kept::set).map(Token::bearer);
    }

    /** Fetches another token next time: this one was refused. */
    void forget() {
        kept.set(null);
    }

    private Uni<Token> fetch(int replica) {
        var form = "grant_type=client_credentials&client_id=" + encoded(settings.clientId()) + "&client_secret="
                + encoded(settings.clientSecret());
        var request = Request.post(settings.authUrls().get(replica) + "/oauth/token")
                .body("application/x-www-form-urlencoded", Buffer.buffer(form))
                .within(settings.patience());
        return exchanges
                .send(request)
                .map(reply -> {
                    if (!reply.isSuccess()) {
                        throw new ChatFailure(reply.status() == 401 ? 500 : reply.status(), "", "No token of our own");
                    }
                    return token(reply.json().orElseGet(JsonObject::new));
                })
                .onFailure(failure -> !(failure instanceof ChatFailure)
                        && replica + 1 < settings.authUrls().size())
                .recoverWithUni(() -> fetch(replica + 1))
                .onFailure(failure -> !(failure instanceof ChatFailure))
                .transform(failure -> new ChatFailure(0, "", "auth-service: " + failure.getMessage()));
    }

    private static Token token(JsonObject answer) {
        long seconds = answer.getLong("expires_in", 60L) - RENEW_EARLY_SECONDS;
        return new Token(
                "Bearer " + answer.getString("access_token", ""),
                System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
