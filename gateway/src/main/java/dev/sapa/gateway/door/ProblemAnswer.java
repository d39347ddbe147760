package dev.sapa.gateway.door;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpServerResponse;

/** Writes a problem where no REST endpoint does it. */
public final class ProblemAnswer {

    private ProblemAnswer() {}

    public static final String CONTENT_TYPE = "application/problem+json";

    /** Ends the response with the problem, unless it has begun already. */
    public static void write(HttpServerResponse response, HttpProblem problem) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        problem.getHeaders().forEach((name, value) -> response.putHeader(name, String.valueOf(value)));
        response.setStatusCode(problem.getStatusCode())
                .putHeader("Content-Type", CONTENT_TYPE)
                .end(textOf(problem));
    }

    /** The problem as JSON. */
    public static String textOf(HttpProblem problem) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("type", String.valueOf(problem.getType()))
                .put("title", problem.getTitle())
                .put("status", problem.getStatusCode());
        if (problem.getDetail() != null) {
            body.put("detail", problem.getDetail());
        }
        problem.getParameters().forEach((name, value) -> body.put(name, String.valueOf(value)));
        return body.toString();
    }
}
