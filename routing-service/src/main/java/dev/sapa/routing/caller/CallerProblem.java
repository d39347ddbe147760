package dev.sapa.routing.caller;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What can be wrong with a token that is genuine. */
final class CallerProblem {

    private CallerProblem() {}

    static HttpProblem incompleteToken() {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:incomplete-token"))
                .withTitle("The token does not name a staff user")
                .withStatus(Status.FORBIDDEN)
                .with("code", "incomplete-token")
                .build();
    }
}
