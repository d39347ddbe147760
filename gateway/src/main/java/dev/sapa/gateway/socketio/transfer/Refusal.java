package dev.sapa.gateway.socketio.transfer;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Refusals with the seeds' fields and the members of RFC 9457 in one body. */
final class Refusal {

    private static final String MESSAGE = "Failed to transfer user";

    private Refusal() {}

    static HttpProblem invalid(String reason) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:invalid-request"))
                .withTitle("Invalid request body")
                .withStatus(400)
                .withDetail(reason)
                .with("code", "invalid-request")
                .build();
    }

    static RestResponse<Map<String, Object>> of(HttpProblem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", false);
        body.put("message", problem.getStatusCode() == 400 ? "Invalid request body" : MESSAGE);
        body.put("error", problem.getDetail() == null ? String.valueOf(problem.getTitle()) : problem.getDetail());
        body.put("type", String.valueOf(problem.getType()));
        body.put("title", String.valueOf(problem.getTitle()));
        body.put("status", problem.getStatusCode());
        if (problem.getDetail() != null) {
            body.put("detail", problem.getDetail());
        }
        body.putAll(problem.getParameters());
        var answer = ResponseBuilder.create(RestResponse.Status.fromStatusCode(problem.getStatusCode()), body);
        problem.getHeaders().forEach(answer::header);
        return answer.build();
    }
}
