package dev.sapa.chat.message;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with sending a message. */
final class MessageProblem {

    private MessageProblem() {}

    static HttpProblem textInvalid() {
        return Problem.of("message-text-invalid", Status.BAD_REQUEST, "The text is missing, too long or no text")
                .withDetail("1 to %d characters, without NUL".formatted(Draft.TEXT_AT_MOST))
                .build();
    }

    static HttpProblem typeInvalid() {
        return Problem.of("message-type-invalid", Status.BAD_REQUEST, "The message type is not one that you may send")
                .build();
    }

    static HttpProblem clientMsgIdInvalid() {
        return Problem.of("client-msg-id-invalid", Status.BAD_REQUEST, "client_msg_id is too long or no text")
                .build();
    }

    static HttpProblem attachmentsInvalid() {
        return Problem.of("attachments-invalid", Status.BAD_REQUEST, "Too many attachments, or too large")
                .withDetail("At most %d, %d characters of JSON together"
                        .formatted(Draft.ATTACHMENTS_AT_MOST, Draft.ATTACHMENTS_LENGTH_AT_MOST))
                .build();
    }

    static HttpProblem clientMsgIdReused() {
        return Problem.of("client-msg-id-reused", Status.CONFLICT, "This client_msg_id belongs to another message")
                .build();
    }

    /** @param seconds until the next one may come */
    static HttpProblem tooFast(double seconds) {
        return Problem.of("rate-limited", Status.TOO_MANY_REQUESTS, "The company lets nobody say so much in a minute")
                .withHeader("Retry-After", (long) Math.ceil(seconds))
                .build();
    }

    static HttpProblem tooBusy() {
        return Problem.later("too-busy", "Too many messages wait already");
    }

    static HttpProblem conversationBusy() {
        return Problem.later("conversation-busy", "Something else holds this conversation");
    }

    /** The message may or may not have been stored; sending it again with the same client_msg_id is safe. */
    static HttpProblem unconfirmed() {
        return Problem.later("send-unconfirmed", "The message could not be confirmed in time");
    }
}
