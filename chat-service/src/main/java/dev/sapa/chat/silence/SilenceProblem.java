package dev.sapa.chat.silence;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** What can be wrong with a policy. */
final class SilenceProblem {

    private SilenceProblem() {}

    static HttpProblem notSeconds(String name, int atMost) {
        return Problem.of("policy-invalid", Status.BAD_REQUEST, "%s is a whole number of seconds".formatted(name))
                .withDetail("1 to %d, or null to switch it off".formatted(atMost))
                .build();
    }

    static HttpProblem warningTooLate() {
        return Problem.of("policy-invalid", Status.BAD_REQUEST, "The warning must come before the close")
                .build();
    }
}
