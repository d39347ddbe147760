package dev.sapa.chat.canned;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import org.hibernate.exception.ConstraintViolationException;

/** Everything that can be wrong with a request about answers in store. */
final class CannedProblem {

    private CannedProblem() {}

    /** There is none, or it is somebody else's own: the same answer. */
    static HttpProblem notFound() {
        return Problem.of("canned-reply-not-found", Status.NOT_FOUND, "No such canned reply")
                .build();
    }

    static HttpProblem departmentUnknown() {
        return Problem.of("department-unknown", Status.BAD_REQUEST, "The company has no such department")
                .build();
    }

    static HttpProblem personalHasNoDepartment() {
        return Problem.of(
                        "personal-without-department",
                        Status.BAD_REQUEST,
                        "A person's own canned reply has no department")
                .build();
    }

    /** What a failed write means: that the shortcut is taken, if a unique index says so; else what it was. */
    static Throwable taken(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violated
                    && String.valueOf(violated.getConstraintName()).startsWith("uq_canned_reply")) {
                return Problem.of("shortcut-taken", Status.CONFLICT, "Another canned reply has this shortcut")
                        .build();
            }
        }
        return failure;
    }
}
