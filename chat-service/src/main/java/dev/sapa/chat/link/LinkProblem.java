package dev.sapa.chat.link;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** What can be wrong with a link beside the visitors. */
final class LinkProblem {

    private LinkProblem() {}

    /** Nothing but a claim says that the account with a history of its own is the caller's. */
    static HttpProblem unproven() {
        return Problem.of("account-unproven", Status.FORBIDDEN, "Only the company itself may say whose account this is")
                .build();
    }
}
