package dev.sapa.salesforce.caller;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What can be wrong with the token of a request, as RFC 9457 problem types. */
final class CallerProblem {

    private CallerProblem() {}

    static HttpProblem incompleteToken() {
        return problem("incomplete-token", Status.FORBIDDEN, "The token does not name a staff user")
                .build();
    }

    static HttpProblem unauthenticated() {
        return problem("unauthenticated", Status.UNAUTHORIZED, "An access token is needed")
                .withHeader("WWW-Authenticate", "Bearer")
                .build();
    }

    static HttpProblem forbidden() {
        return problem("forbidden", Status.FORBIDDEN, "The token does not allow this")
                .build();
    }

    private static HttpProblem.Builder problem(String code, Status status, String title) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + code))
                .withTitle(title)
                .withStatus(status)
                .with("code", code);
    }
}
