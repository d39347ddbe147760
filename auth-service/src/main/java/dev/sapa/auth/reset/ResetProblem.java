package dev.sapa.auth.reset;

import dev.sapa.auth.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can be wrong with choosing a new password. */
final class ResetProblem {

    private ResetProblem() {}

    /** The same for an unknown token, one that expired, one that was used, and an account that may not sign in. */
    static HttpProblem expired() {
        return Problem.of("reset-expired", 410, "The link for a new password is not good any more")
                .build();
    }

    static HttpProblem suspended() {
        return Problem.of("staff-suspended", 409, "A suspended person gets no new password")
                .build();
    }
}
