package dev.sapa.auth.apikey;

import dev.sapa.auth.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can be wrong with a request about an API key. */
final class ApiKeyProblem {

    private ApiKeyProblem() {}

    static HttpProblem notFound() {
        return Problem.of("api-key-not-found", 404, "No such API key").build();
    }

    static HttpProblem revoked() {
        return Problem.of("api-key-revoked", 409, "The API key was revoked and gets no new secret")
                .build();
    }
}
