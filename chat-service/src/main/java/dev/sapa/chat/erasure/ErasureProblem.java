package dev.sapa.chat.erasure;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with a request to forget somebody. */
final class ErasureProblem {

    private ErasureProblem() {}

    static HttpProblem visitorNotFound() {
        return Problem.of("visitor-not-found", Status.NOT_FOUND, "No such visitor")
                .build();
    }

    static HttpProblem notAsked() {
        return Problem.of("erasure-not-found", Status.NOT_FOUND, "Nobody asked to forget that visitor")
                .build();
    }
}
