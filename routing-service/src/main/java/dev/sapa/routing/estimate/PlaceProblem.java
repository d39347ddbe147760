package dev.sapa.routing.estimate;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What can be wrong with a question for a place, as RFC 9457 problem types. */
final class PlaceProblem {

    private PlaceProblem() {}

    /** Also the answer for another company's conversation. */
    static HttpProblem notFound() {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:conversation-not-found"))
                .withTitle("No such conversation")
                .withStatus(Status.NOT_FOUND)
                .with("code", "conversation-not-found")
                .build();
    }
}
