package dev.sapa.auth.company;

import dev.sapa.auth.problem.Problem;
import dev.sapa.auth.problem.UniqueViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can be wrong with a request about a company. */
final class CompanyProblem {

    private CompanyProblem() {}

    static HttpProblem notFound() {
        return Problem.of("company-not-found", 404, "No such company").build();
    }

    static HttpProblem operatorOnly() {
        return Problem.of("operator-only", 403, "Only operators suspend a company, give it hosts or limit it")
                .build();
    }

    static HttpProblem unknownTimeZone() {
        return Problem.of("unknown-time-zone", 400, "The time zone is not an IANA zone")
                .build();
    }

    /** Names what is taken when a write ran into a unique constraint; any other failure stays what it is. */
    static Throwable taken(Throwable failure) {
        return switch (UniqueViolation.constraint(failure).orElse("")) {
            case "uq_company_slug" ->
                Problem.of("slug-taken", 409, "Another company has this slug").build();
            case "pk_company_host" ->
                Problem.of("host-taken", 409, "A host already stands for another company")
                        .build();
            default -> failure;
        };
    }
}
