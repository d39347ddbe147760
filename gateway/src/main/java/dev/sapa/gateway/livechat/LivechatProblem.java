package dev.sapa.gateway.livechat;

import dev.sapa.gateway.credential.CredentialProblem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/**
 * What the dialect itself refuses. A problem's title is the sentence that the seeds send as {@code message}, its
 * detail the reason.
 */
public final class LivechatProblem {

    public static final String INVALID = "invalid-request";
    public static final String INVALID_BODY = "Invalid request body";
    public static final String UNREADABLE = "the body is not the JSON expected here";

    private LivechatProblem() {}

    /** 400: the body lacks a field, or a field does not hold what it should. */
    public static HttpProblem body(String reason) {
        return invalid(INVALID_BODY, reason);
    }

    public static HttpProblem missing(String field) {
        return body("missing required field: " + field);
    }

    /** 400 with a sentence of its own. */
    public static HttpProblem invalid(String message, String reason) {
        return of(INVALID, 400, message, reason).build();
    }

    public static HttpProblem authorizationRequired() {
        return unauthorized(CredentialProblem.REQUIRED, "Authorization header required");
    }

    public static HttpProblem authorizationMalformed() {
        return unauthorized(CredentialProblem.REFUSED, "Invalid authorization header format");
    }

    public static HttpProblem tokenRefused() {
        return unauthorized(CredentialProblem.REFUSED, Attempt.TOKEN_REFUSED);
    }

    public static HttpProblem forbidden() {
        return of(CredentialProblem.FORBIDDEN, 403, Attempt.FORBIDDEN, "insufficient permissions")
                .build();
    }

    /** 404, with the data that the seed's clients read from it. */
    public static HttpProblem agentNotOnline(UUID agentId) {
        return of("agent-not-online", 404, "Agent is not online", "agent is not online")
                .with("data", Map.of("agent_id", agentId, "online", false))
                .build();
    }

    public static HttpProblem.Builder of(String code, int status, String message, String reason) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + code))
                .withTitle(message)
                .withStatus(status)
                .withDetail(reason)
                .with("code", code);
    }

    private static HttpProblem unauthorized(String code, String message) {
        return of(code, 401, message, "authentication required")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }
}
