package dev.sapa.chat.tag;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with a request about tags. */
final class TagProblem {

    private TagProblem() {}

    static HttpProblem notFound() {
        return Problem.of("tag-not-found", Status.NOT_FOUND, "No such tag").build();
    }

    static HttpProblem exists() {
        return Problem.of("tag-exists", Status.CONFLICT, "There is a tag of this name")
                .build();
    }

    static HttpProblem nameInvalid() {
        return Problem.of("tag-name-invalid", Status.BAD_REQUEST, "The name has 1 to 50 characters")
                .build();
    }

    static HttpProblem colorInvalid() {
        return Problem.of("tag-color-invalid", Status.BAD_REQUEST, "The color looks like #28a745")
                .build();
    }
}
