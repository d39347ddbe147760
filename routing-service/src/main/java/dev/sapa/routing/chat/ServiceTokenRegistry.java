package dev.sapa.routing.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Our own access token, kept until shortly before it expires. Safe for use by any thread. */
@ApplicationScoped
class ServiceTokenRegistry {

    private static final long RENEW_EARLY_SECONDS = 30;

    private final Replicas<TokenApi> auth;
    private final ChatSettings settings;
    private final AtomicReference<@Nullable Token> kept = new AtomicReference<>();

    ServiceTokenRegistry(ChatSettings settings) {
        this.auth = new Replicas<>(settings.authUrls(), settings.patience(), TokenApi.class);
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
        return auth.call(api -> api.token("client_credentials", settings.clientId(), settings.clientSecret()))
                .map(ServiceTokenRegistry::token)
                .invoke(kept::set)
                .map(Token::bearer);
    }

    /** Fetches another token next time: this one was refused. */
    void forget() {
        kept.set(null);
    }

    private static Token token(JsonNode answer) {
        long seconds = answer.path("expires_in").asLong(60) - RENEW_EARLY_SECONDS;
        return new Token(
                "Bearer " + answer.path("access_token").asText(),
                System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
    }
}
