package dev.sapa.chat.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** Begins a problem: type {@code urn:sapa:problem:<code>}, and the code again as a member of its own. */
public final class Problem {

    private static final int RETRY_AFTER_SECONDS = 1;

    private Problem() {}

    /** A problem of one kind; clients decide by {@code code}, which is stable and in kebab case. */
    public static HttpProblem.Builder of(String code, Status status, String title) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + code))
                .withStatus(status)
                .withTitle(title)
                .with("code", code);
    }

    /** Nothing is wrong with the request; the same one may succeed a second later. */
    public static HttpProblem later(String code, String title) {
        return of(code, Status.SERVICE_UNAVAILABLE, title)
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    /** The credential is missing or no good. */
    public static HttpProblem unauthenticated() {
        return of("unauthenticated", Status.UNAUTHORIZED, "Show a credential that is good here")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    /** The body cannot be read; what the parser says of it would name our classes. */
    public static HttpProblem notTheJson() {
        return of("invalid-request", Status.BAD_REQUEST, "Bad Request")
                .withDetail(CodeOfLastResort.NOT_THE_JSON)
                .build();
    }
}
