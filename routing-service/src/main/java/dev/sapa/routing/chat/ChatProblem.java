package dev.sapa.routing.chat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What can keep chat-service from answering, as RFC 9457 problem types. */
final class ChatProblem {

    private ChatProblem() {}

    /** The assignment stands and will be applied, only not yet. */
    static HttpProblem assignmentPending() {
        return unavailable("assignment-pending", "The conversation is assigned, but chat-service does not show it yet");
    }

    static HttpProblem chatUnavailable() {
        return unavailable("chat-unavailable", "chat-service does not answer");
    }

    private static HttpProblem unavailable(String code, String title) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + code))
                .withTitle(title)
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withHeader("Retry-After", 1)
                .with("code", code)
                .build();
    }
}
