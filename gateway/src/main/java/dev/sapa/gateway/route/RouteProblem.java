package dev.sapa.gateway.route;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What is said about requests that lead nowhere. */
final class RouteProblem {

    private RouteProblem() {}

    /** 404: no such route for the outside, whether or not a service has it. */
    static HttpProblem notFound() {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:not-found"))
                .withTitle("There is nothing here")
                .withStatus(Status.NOT_FOUND)
                .with("code", "not-found")
                .build();
    }
}
