package dev.sapa.chat.handoff;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with handing somebody over. */
final class HandOffProblem {

    private HandOffProblem() {}

    /** The company, or the one whose credential it is not; the same answer. */
    static HttpProblem companyUnknown() {
        return Problem.of("company-unknown", Status.NOT_FOUND, "No such company")
                .build();
    }

    static HttpProblem credentialRequired() {
        return Problem.of("credential-required", Status.UNAUTHORIZED, "Only a key of the company's may do this")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    static HttpProblem contextInvalid() {
        return Problem.of("context-invalid", Status.BAD_REQUEST, "The context is too long or no text")
                .withDetail("At most %d characters, without NUL".formatted(HandOffRequest.CONTEXT_AT_MOST))
                .build();
    }
}
