package dev.sapa.gateway.limit;

import java.time.Duration;

/**
 * Whether one more is allowed.
 *
 * @param retryAfter how long until another try may succeed; zero when allowed
 */
public record Verdict(boolean allowed, Duration retryAfter) {

    static Verdict ofWaitMillis(long wait) {
        return new Verdict(wait <= 0, Duration.ofMillis(Math.max(0, wait)));
    }

    /** For {@code Retry-After}: whole seconds, rounded up, at least 1. */
    public long retryAfterSeconds() {
        return Math.max(1, (retryAfter.toMillis() + 999) / 1000);
    }
}
