package dev.sapa.gateway.livechat;

import dev.sapa.gateway.upstream.Answer;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a client attempts, and in which words and with which status the seeds say that it failed. */
final class Attempt {
    static final Attempt LOG_IN =
            new Attempt("Login failed", Map.of("invalid-credentials", new Said(401, "invalid email or password")));
    static final Attempt REFRESH = new Attempt(
            "Token refresh failed", Map.of("refresh-refused", new Said(401, "invalid or expired refresh token")));
    static final Attempt REGISTER = new Attempt(
            "Registration failed",
            Map.of(
                    "email-taken", new Said(409, "user with this email already exists"),
                    "username-taken", new Said(409, "user with this username already exists")));
    static final Attempt READ_PROFILE = new Attempt("Failed to get profile", Map.of());
    static final Attempt LOG_OUT = new Attempt("Logout failed", Map.of());
    static final Attempt START = new Attempt("Failed to start chat", Map.of());
    static final Attempt SEND = new Attempt(
            "Failed to send message",
            Map.of(
                    Codes.NO_CONVERSATION, new Said(400, "chat session not found"),
                    Codes.CLOSED, new Said(400, "cannot send message to closed session")));
    static final Attempt UPLOAD = new Attempt(
            "Failed to upload file",
            Map.of(
                    Codes.NO_CONVERSATION, new Said(400, "chat session not found"),
                    Codes.CLOSED, new Said(400, "cannot upload to closed session")));
    static final Attempt READ_MESSAGES =
            new Attempt("Failed to get messages", Map.of(Codes.NO_CONVERSATION, Said.SESSION_NOT_FOUND));
    static final Attempt READ_SESSION =
            new Attempt("Failed to get session", Map.of(Codes.NO_CONVERSATION, Said.SESSION_NOT_FOUND));
    static final Attempt LIST_SESSIONS = new Attempt("Failed to get sessions", Map.of());
    static final Attempt ASSIGN = new Attempt(
            "Failed to assign agent",
            Map.of(
                    Codes.NO_CONVERSATION,
                    new Said(400, "chat session not found"),
                    "agent-not-found",
                    new Said(400, "agent not found"),
                    "not-an-agent",
                    new Said(400, "user is not an agent"),
                    Codes.CLOSED,
                    new Said(400, "session is already closed")));
    static final Attempt CLOSE = new Attempt(
            "Failed to close session",
            Map.of(
                    Codes.NO_CONVERSATION, new Said(400, "chat session not found"),
                    Codes.CLOSED, new Said(400, "session is already closed")));
    static final Attempt CHANGE_PRESENCE = new Attempt("Failed to update agent status", Map.of());
    static final Attempt READ_PRESENCE = new Attempt("Failed to get agent status", Map.of());

    static final String TOKEN_REFUSED = "Invalid or expired token";
    static final String FORBIDDEN = "Insufficient permissions";

    /** Codes of the services that the seeds have words of their own for. */
    private static final class Codes {
        static final String NO_CONVERSATION = "conversation-not-found";
        static final String CLOSED = "conversation-closed";
    }

    /**
     * An error of the seeds.
     *
     * @param message null for the attempt's own
     */
    private record Said(int status, @Nullable String message, String reason) {

        static final Said SESSION_NOT_FOUND = new Said(404, "Session not found", "session does not exist");

        Said(int status, String reason) {
            this(status, null, reason);
        }
    }

    private final String failure;
    private final Map<String, Said> byCode;

    private Attempt(String failure, Map<String, Said> byCode) {
        this.failure = failure;
        this.byCode = Map.copyOf(byCode);
    }

    /**
     * What the service answered.
     *
     * @throws HttpProblem the service's refusal, in its own words; {@link #refusal} puts it into the seeds'
     */
    NativeObject bodyOf(Answer answer) {
        if (answer.succeeded()) {
            return new NativeObject(answer.body());
        }
        var problem = answer.problem();
        var violations = violationsOf(answer);
        throw violations.isEmpty()
                ? problem
                : HttpProblem.builder(problem).withDetail(violations).build();
    }

    /** The same refusal in the words of the seeds; the code and the headers stay. */
    HttpProblem refusal(Throwable failure) {
        if (!(failure instanceof HttpProblem problem)) {
            throw new IllegalStateException("Only problems are put into words", failure);
        }
        var code = String.valueOf(problem.getParameters().get("code"));
        var said = byCode.get(code);
        var words = said == null ? new Said(problem.getStatusCode(), messageOf(problem), reasonOf(problem)) : said;
        return HttpProblem.builder(problem)
                .withType(URI.create("urn:sapa:problem:" + code))
                .withTitle(words.message() == null ? this.failure : words.message())
                .withStatus(words.status())
                .withDetail(words.reason())
                .build();
    }

    private static @Nullable String messageOf(HttpProblem problem) {
        return switch (problem.getStatusCode()) {
            case 401 -> TOKEN_REFUSED;
            case 403 -> FORBIDDEN;
            case 429 -> "Too many requests";
            default -> null;
        };
    }

    private static String reasonOf(HttpProblem problem) {
        var detail = problem.getDetail();
        if (detail != null) {
            return detail;
        }
        return problem.getTitle() == null ? "the request was refused" : problem.getTitle();
    }

    private static String violationsOf(Answer answer) {
        return StreamSupport.stream(answer.body().path("violations").spliterator(), false)
                .map(violation -> violation.path("field").asText() + " "
                        + violation.path("message").asText())
                .collect(Collectors.joining(", "));
    }
}
