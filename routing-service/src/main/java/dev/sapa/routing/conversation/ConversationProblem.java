package dev.sapa.routing.conversation;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** Everything that can be wrong with a request about a conversation, as RFC 9457 problem types. */
final class ConversationProblem {

    private ConversationProblem() {}

    /** Also the answer for another company's conversation. */
    static HttpProblem notFound() {
        return problem("conversation-not-found", Status.NOT_FOUND, "No such conversation");
    }

    /** A claim came too late; only assigning by hand takes a conversation from somebody. */
    static HttpProblem taken() {
        return problem("conversation-taken", Status.CONFLICT, "Another agent has the conversation");
    }

    static HttpProblem claimForOther() {
        return problem("claim-for-other", Status.FORBIDDEN, "Nobody claims a conversation for somebody else");
    }

    /** An agent passes on what it has, and nothing else. */
    static HttpProblem notYours() {
        return problem("not-your-conversation", Status.FORBIDDEN, "Only who has the conversation passes it on");
    }

    /** A bot answers it, or it is paused; there is nothing to wait for in a queue. */
    static HttpProblem held() {
        return problem("conversation-held", Status.CONFLICT, "The conversation needs no agent now");
    }

    static HttpProblem badTransfer() {
        return problem("bad-transfer", Status.BAD_REQUEST, "A transfer names an agent or a department, and only one");
    }

    private static HttpProblem problem(String code, Status status, String title) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + code))
                .withTitle(title)
                .withStatus(status)
                .with("code", code)
                .build();
    }
}
