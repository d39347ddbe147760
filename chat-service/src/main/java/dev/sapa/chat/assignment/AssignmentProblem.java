package dev.sapa.chat.assignment;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can go wrong between an agent's answer and the conversation becoming that agent's. */
final class AssignmentProblem {

    private AssignmentProblem() {}

    static HttpProblem routingUnavailable() {
        return Problem.later("routing-unavailable", "The conversation cannot be taken over just now");
    }
}
