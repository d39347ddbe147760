package dev.sapa.routing.assignment;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What keeps anybody from getting a conversation, as RFC 9457 problem types. */
public final class AssignmentProblem {

    private AssignmentProblem() {}

    public static HttpProblem conversationClosed() {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:conversation-closed"))
                .withTitle("The conversation is closed")
                .withStatus(Status.CONFLICT)
                .with("code", "conversation-closed")
                .build();
    }
}
