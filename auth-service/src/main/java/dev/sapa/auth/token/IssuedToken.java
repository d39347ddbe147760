package dev.sapa.auth.token;

import java.time.Duration;
import java.time.Instant;

/** A signed token and how long it is good. */
public record IssuedToken(String text, Duration lifetime, Instant expiresAt) {

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "IssuedToken[until " + expiresAt + "]";
    }
}
