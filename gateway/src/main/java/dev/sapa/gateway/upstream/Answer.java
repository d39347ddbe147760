package dev.sapa.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;

/**
 * What a service answered, errors included.
 *
 * @param body  the JSON body; a missing node when there was none or it was not JSON
 * @param bytes the body as it came
 */
public record Answer(int status, MultiMap headers, JsonNode body, Buffer bytes) {

    private static final Buffer NO_BYTES = Buffer.buffer(0);

    /** One of many that came together: {@code status}, {@code retry_after} where there is one, and {@code body}. */
    static Answer ofOneAmongMany(JsonNode one) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        if (one.hasNonNull("retry_after")) {
            headers.set("Retry-After", one.path("retry_after").asText());
        }
        return new Answer(one.path("status").asInt(), headers, one.path("body"), NO_BYTES);
    }

    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /** The problem's {@code code}; empty for a success and for an error without one. */
    public String code() {
        return succeeded() ? "" : body.path("code").asText("");
    }

    /** What the service says is wrong, in words for people. */
    public String detail() {
        var detail = body.path("detail").asText("");
        return detail.isEmpty() ? body.path("title").asText("The request was refused") : detail;
    }

    /** Seconds to wait before another try; 0 when the service named none. */
    public int retryAfterSeconds() {
        var value = headers.get("Retry-After");
        return value != null && value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
    }

    /**
     * The body of a success.
     *
     * @throws HttpProblem the service's own problem when it refused
     */
    public JsonNode orThrow() {
        if (succeeded()) {
            return body;
        }
        throw problem();
    }

    /** The service's refusal as a problem of our own, with its status, code and texts. */
    public HttpProblem problem() {
        var code = code().isEmpty() ? "refused" : code();
        var problem = HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + code))
                .withTitle(body.path("title").asText("The request was refused"))
                .withStatus(status)
                .withDetail(detail())
                .with("code", code);
        if (retryAfterSeconds() > 0) {
            problem.withHeader("Retry-After", String.valueOf(retryAfterSeconds()));
        }
        return problem.build();
    }
}
