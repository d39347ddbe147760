package dev.sapa.auth.department;

import dev.sapa.auth.problem.Problem;
import dev.sapa.auth.problem.UniqueViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What can be wrong with a request about a department. */
final class DepartmentProblem {

    private DepartmentProblem() {}

    static HttpProblem notFound() {
        return Problem.of("department-not-found", 404, "No such department").build();
    }

    static HttpProblem unknown() {
        return Problem.of("unknown-department", 400, "The company has no such department")
                .build();
    }

    /** Names what is taken when a write ran into a unique constraint; any other failure stays what it is. */
    static Throwable taken(Throwable failure) {
        return UniqueViolation.constraint(failure)
                        .filter("uq_department_company_name"::equals)
                        .isPresent()
                ? Problem.of("department-name-taken", 409, "The company has a department of this name")
                        .build()
                : failure;
    }
}
