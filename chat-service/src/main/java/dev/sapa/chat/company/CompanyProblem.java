package dev.sapa.chat.company;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with the company of a request. */
final class CompanyProblem {

    private CompanyProblem() {}

    static HttpProblem unknown() {
        return Problem.of("company-unknown", Status.BAD_REQUEST, "Nothing says which company is meant")
                .withDetail("Name it in the body (company), in the header X-Company, or by the host name")
                .build();
    }

    static HttpProblem suspended() {
        return Problem.of("company-suspended", Status.FORBIDDEN, "The company is suspended")
                .build();
    }
}
