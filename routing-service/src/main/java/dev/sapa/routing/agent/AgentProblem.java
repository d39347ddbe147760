package dev.sapa.routing.agent;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** Everything that can be wrong with a request about an agent, as RFC 9457 problem types. */
public final class AgentProblem {

    private AgentProblem() {}

    /** Also the answer for another company's agent. */
    public static HttpProblem notFound() {
        return problem("agent-not-found", Status.NOT_FOUND, "No such agent");
    }

    /** The staff user does not answer conversations, or not any more. */
    public static HttpProblem notAnAgent() {
        return problem("not-an-agent", Status.CONFLICT, "This staff user does not answer conversations");
    }

    static HttpProblem badCursor() {
        return problem("bad-cursor", Status.BAD_REQUEST, "The cursor is not one of ours");
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
