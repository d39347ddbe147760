package dev.sapa.auth.bootstrap;

import dev.sapa.auth.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can be wrong with beginning an installation. */
final class BootstrapProblem {

    private BootstrapProblem() {}

    /** The same for an unknown token, one that expired, one that was used, and an installation that has begun. */
    static HttpProblem refused() {
        return Problem.of("bootstrap-refused", 401, "The one-time token is not good")
                .build();
    }
}
