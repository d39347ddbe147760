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
}
