package dev.sapa.auth.login;

import dev.sapa.auth.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;

/** What can be wrong with signing in. */
final class LoginProblem {

    private LoginProblem() {}

    /** The same for an unknown name, a wrong password and a suspended account. */
    static HttpProblem invalidCredentials() {
        return Problem.of("invalid-credentials", 401, "Log-in name or password is wrong")
                .build();
    }

    /** 403: who asks is known, so that 401 would say the wrong thing. */
    static HttpProblem wrongPassword() {
        return Problem.of("wrong-password", 403, "The current password is wrong")
                .build();
    }

    static HttpProblem tooManyAttempts(Duration pause) {
        long seconds = pause.plusMillis(999).toSeconds();
        return Problem.of("too-many-attempts", 429, "Too many wrong passwords; try again later")
                .withHeader("Retry-After", Math.max(1, seconds))
                .build();
    }

    static HttpProblem refreshRefused() {
        return Problem.of("refresh-refused", 401, "The refresh token is not good")
                .build();
    }
}
