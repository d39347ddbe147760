package dev.sapa.chat.visitor;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with who a visitor is. */
public final class VisitorProblem {

    private VisitorProblem() {}

    /** There is none, or nobody whom the caller may know of: the same answer. */
    public static HttpProblem unknown() {
        return Problem.of("visitor-unknown", Status.NOT_FOUND, "No such visitor")
                .build();
    }

    /** The visitor has another account, or the account belongs to another proven person. */
    static HttpProblem alreadyLinked() {
        return Problem.of("already-linked", Status.CONFLICT, "The visitor has another account")
                .build();
    }
}
