package dev.sapa.gateway.limit;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What is said to a client that does too much. */
public final class LimitProblem {

    public static final String RATE_LIMITED = "rate-limited";

    private LimitProblem() {}

    /** 429 with an integer {@code Retry-After} in seconds. */
    public static HttpProblem exceeded(Verdict verdict) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + RATE_LIMITED))
                .withTitle("Too many requests")
                .withStatus(Status.TOO_MANY_REQUESTS)
                .withDetail("Try again in " + verdict.retryAfterSeconds() + " s")
                .withHeader("Retry-After", String.valueOf(verdict.retryAfterSeconds()))
                .with("code", RATE_LIMITED)
                .build();
    }
}
