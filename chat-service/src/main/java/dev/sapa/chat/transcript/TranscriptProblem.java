package dev.sapa.chat.transcript;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with asking for a transcript. */
final class TranscriptProblem {

    private TranscriptProblem() {}

    static HttpProblem formatUnknown() {
        return Problem.of("transcript-format-unknown", Status.BAD_REQUEST, "The format is text, json or html")
                .build();
    }

    static HttpProblem tooLong(int messagesAtMost) {
        return Problem.of("transcript-too-long", Status.CONFLICT, "The conversation is too long for one transcript")
                .withDetail("More than %d messages; read them page by page".formatted(messagesAtMost))
                .build();
    }

    static HttpProblem mailNotConfigured() {
        return Problem.of("mail-not-configured", Status.SERVICE_UNAVAILABLE, "This installation sends no mail")
                .build();
    }

    static HttpProblem mailUnavailable() {
        return Problem.later("mail-unavailable", "The mail could not be handed over");
    }

    static HttpProblem addressMissing() {
        return Problem.of("email-missing", Status.BAD_REQUEST, "Nothing says where to send it")
                .withDetail("Give email, or say the contact first")
                .build();
    }

    static HttpProblem addressForeign() {
        return Problem.of("email-foreign", Status.FORBIDDEN, "A visitor's transcript goes to the visitor's own address")
                .build();
    }

    static HttpProblem tooMany() {
        return Problem.of("too-many-mails", Status.TOO_MANY_REQUESTS, "This conversation was mailed often enough")
                .withHeader("Retry-After", "3600")
                .build();
    }
}
