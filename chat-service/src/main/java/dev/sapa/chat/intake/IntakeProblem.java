package dev.sapa.chat.intake;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with a start. */
final class IntakeProblem {

    private IntakeProblem() {}

    static HttpProblem priorityInvalid() {
        return Problem.of("priority-invalid", Status.BAD_REQUEST, "The priority is low, normal, high or urgent")
                .build();
    }

    static HttpProblem nobody() {
        return Problem.of("visitor-identity-missing", Status.BAD_REQUEST, "Nothing says who the visitor is")
                .withDetail("Give at least one of visitor.browser_uuid, oss_user_id, email and phone")
                .build();
    }

    static HttpProblem idempotencyKeyInvalid() {
        return Problem.of("idempotency-key-invalid", Status.BAD_REQUEST, "Idempotency-Key has 1 to 255 characters")
                .build();
    }

    static HttpProblem idempotencyKeyReused() {
        return Problem.of("idempotency-key-reused", Status.CONFLICT, "This Idempotency-Key belongs to another request")
                .build();
    }

    static HttpProblem tooManyOpen() {
        return Problem.of("conversations-exhausted", Status.TOO_MANY_REQUESTS, "The company can take no more now")
                .withDetail("As many conversations are open as the company may have")
                .withHeader("Retry-After", 60)
                .build();
    }
}
