package dev.sapa.chat.bot;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with a request about a company's own bot. */
final class BotProblem {

    private BotProblem() {}

    static HttpProblem undefined() {
        return Problem.of("bot-webhook-undefined", Status.NOT_FOUND, "The company has no bot of its own")
                .build();
    }

    /** No address that a company may name; which network it leads to is not said. */
    static HttpProblem urlRefused() {
        return Problem.of("bot-url-refused", Status.BAD_REQUEST, "The address is not an https address of a public host")
                .build();
    }

    static HttpProblem deliveryNotFound() {
        return Problem.of("bot-delivery-not-found", Status.NOT_FOUND, "No such delivery")
                .build();
    }

    static HttpProblem notDead() {
        return Problem.of("bot-delivery-not-dead", Status.CONFLICT, "Only a dead delivery is told again")
                .build();
    }

    static HttpProblem departmentUnknown() {
        return Problem.of("department-unknown", Status.BAD_REQUEST, "The company has no such department")
                .build();
    }
}
