package dev.sapa.auth.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How long access tokens are about. */
@ApplicationScoped
public class TokenLifetime {

    private final TokenSettings settings;

    TokenLifetime(TokenSettings settings) {
        this.settings = settings;
    }

    /** No verifier takes an access token that is older than this. */
    public Duration longest() {
        return settings.accessDuration().plus(settings.leeway());
    }
}
