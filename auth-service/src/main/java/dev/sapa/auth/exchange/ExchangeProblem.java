package dev.sapa.auth.exchange;

import dev.sapa.auth.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can be wrong with a token request; {@code error} is the code of RFC 6749, section 5.2. */
final class ExchangeProblem {

    private ExchangeProblem() {}

    static HttpProblem invalidClient() {
        return Problem.of("invalid-client", 401, "The client is unknown or its secret is wrong")
                .with("error", "invalid_client")
                .build();
    }

    /** The same for every reason: who guesses learns nothing. */
    static HttpProblem subjectRefused() {
        return Problem.of("subject-refused", 401, "The subject token is not good")
                .with("error", "invalid_grant")
                .build();
    }

    static HttpProblem unsupportedGrant() {
        return Problem.of("unsupported-grant-type", 400, "The grant type is not supported")
                .with("error", "unsupported_grant_type")
                .build();
    }

    static HttpProblem missing(String parameter) {
        return Problem.of("parameter-missing", 400, "A parameter of the token request is missing or unknown")
                .with("parameter", parameter)
                .with("error", "invalid_request")
                .build();
    }
}
