package dev.sapa.auth.password;

import dev.sapa.auth.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can be wrong with a password, or with hashing it now. */
final class PasswordProblem {

    private PasswordProblem() {}

    static HttpProblem busy() {
        return Problem.of("busy", 503, "Too many log-ins are waiting")
                .withHeader("Retry-After", 2)
                .build();
    }

    static HttpProblem tooShort(int shortest) {
        return Problem.of("password-too-short", 400, "The password is too short")
                .withDetail("A password has at least " + shortest + " characters.")
                .with("shortest", shortest)
                .build();
    }
}
