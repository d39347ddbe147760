package dev.sapa.routing.queue;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What can be wrong with a request about the queue, as RFC 9457 problem types. */
final class QueueProblem {

    private QueueProblem() {}

    static HttpProblem badCursor() {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:bad-cursor"))
                .withTitle("The cursor is not one of ours")
                .withStatus(Status.BAD_REQUEST)
                .with("code", "bad-cursor")
                .build();
    }
}
