package dev.sapa.auth.repeat;

import dev.sapa.auth.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can be wrong with an {@code Idempotency-Key}. */
final class RepeatProblem {

    private RepeatProblem() {}

    static HttpProblem invalid() {
        return Problem.of("idempotency-key-invalid", 400, "Idempotency-Key has 1 to 255 characters")
                .build();
    }

    static HttpProblem reused() {
        return Problem.of("idempotency-key-reused", 409, "This Idempotency-Key belongs to another request")
                .build();
    }
}
