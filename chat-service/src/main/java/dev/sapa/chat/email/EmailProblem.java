package dev.sapa.chat.email;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Why a mail is not taken. */
final class EmailProblem {

    private EmailProblem() {}

    /** It is no mail, or made to harm whoever reads it. */
    static HttpProblem invalid(String why) {
        return Problem.of("email-invalid", Status.BAD_REQUEST, "This is no mail that is taken")
                .withDetail(why)
                .build();
    }

    static HttpProblem busy() {
        return Problem.later("busy", "Too many mails at the same time");
    }
}
