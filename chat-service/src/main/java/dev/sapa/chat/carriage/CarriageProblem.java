package dev.sapa.chat.carriage;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why something cannot go out. */
final class CarriageProblem {

    private CarriageProblem() {}

    /** @param until null when the customer never wrote */
    static HttpProblem windowClosed(@Nullable Instant until) {
        return Problem.of("channel-window-closed", Status.CONFLICT, "The customer wrote too long ago")
                .withDetail("Only a template may be sent until the customer writes again")
                .with("window_until", String.valueOf(until))
                .build();
    }

    static HttpProblem accountGone() {
        return Problem.of("channel-account-gone", Status.CONFLICT, "The account that carried this conversation is gone")
                .build();
    }

    static HttpProblem templateInvalid() {
        return Problem.of("channel-template-invalid", Status.BAD_REQUEST, "The template is not well-formed")
                .withDetail("An attachment of type template has a name, a language and a list of parameters, all texts")
                .build();
    }

    static HttpProblem notCarried() {
        return Problem.of("conversation-not-carried", Status.NOT_FOUND, "No provider carries this conversation")
                .build();
    }
}
