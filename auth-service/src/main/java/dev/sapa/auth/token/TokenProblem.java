package dev.sapa.auth.token;

import dev.sapa.auth.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can be wrong with issuing tokens. */
final class TokenProblem {

    private TokenProblem() {}

    static HttpProblem noKey() {
        return Problem.of("no-signing-key", 503, "No key to sign with is known yet")
                .withHeader("Retry-After", 1)
                .build();
    }

    static HttpProblem rotating() {
        return Problem.of("rotation-under-way", 409, "A new key is published already and will sign soon")
                .build();
    }
}
