package dev.sapa.chat.access;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can go wrong with a credential that may be good. */
final class AccessProblem {

    private AccessProblem() {}

    /** Auth-service, which says whose signatures are good, cannot be reached. */
    static HttpProblem keysUnavailable() {
        return Problem.later("keys-unavailable", "Access tokens cannot be verified just now");
    }
}
