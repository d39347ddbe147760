package dev.sapa.auth.letter;

import dev.sapa.auth.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can be wrong with having a mail sent. */
final class LetterProblem {

    private static final String AN_HOUR = "3600";
    private static final String A_WHILE = "30";

    private LetterProblem() {}

    static HttpProblem notConfigured() {
        return Problem.of("mail-not-configured", 503, "This installation sends no mail")
                .build();
    }

    static HttpProblem unavailable() {
        return Problem.of("mail-unavailable", 503, "The mail could not be handed over")
                .withHeader("Retry-After", A_WHILE)
                .build();
    }

    /** Nobody of the caller's company has the address; whether anybody else has is not said. */
    static HttpProblem notFound() {
        return Problem.of("staff-not-found", 404, "No such staff user").build();
    }

    static HttpProblem tooMany() {
        return Problem.of("too-many-mails", 429, "The company has had enough mails sent for a day")
                .withHeader("Retry-After", AN_HOUR)
                .build();
    }
}
