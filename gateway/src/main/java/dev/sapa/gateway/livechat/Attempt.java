package dev.sapa.gateway.livechat;

import dev.sapa.gateway.upstream.Answer;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a client attempts, and in which words and with which status the seeds say that it failed. Immutable; each {@code
 * saying} answers a copy that knows one more code of the services.
 */
public final class Attempt {

    /** Code of a service: the conversation is unknown, or another company's. */
    public static final String NO_CONVERSATION = "conversation-not-found";

    /** Code of a service: the conversation has ended. */
    public static final String CLOSED = "conversation-closed";

    static final String TOKEN_REFUSED = "Invalid or expired token";
    static final String FORBIDDEN = "Insufficient permissions";

    /**
     * An error of the seeds.
     *
     * @param message null for the attempt's own
     */
    private record Said(int status, @Nullable String message, String reason) {}

    private final String failure;
    private final Map<String, Said> byCode;

    private Attempt(String failure, Map<String, Said> byCode) {
        this.failure = failure;
        this.byCode = Map.copyOf(byCode);
    }

    /**
     * An attempt that knows no code yet.
     *
     * @param failure the seeds' {@code message} where they have none of their own for the reason
     */
    public static Attempt failingWith(String failure) {
        return new Attempt(failure, Map.of());
    }

    /** The same refusals of something else. */
    public Attempt renamed(String failure) {
        return new Attempt(failure, byCode);
    }

    /** Says a service's refusal of that code with this status and reason. */
    public Attempt saying(String code, int status, String reason) {
        return saying(code, new Said(status, null, reason));
    }

    /** Says it with a {@code message} of its own. */
    public Attempt saying(String code, int status, String message, String reason) {
        return saying(code, new Said(status, message, reason));
    }

    /** Says 404 for a conversation that is unknown or another company's. */
    public Attempt sayingSessionNotFound() {
        return saying(NO_CONVERSATION, 404, "Session not found", "session does not exist");
    }

    private Attempt saying(String code, Said said) {
        var more = new HashMap<>(byCode);
        more.put(code, said);
        return new Attempt(failure, more);
    }

    /**
     * What the service answered.
     *
     * @throws HttpProblem the service's refusal, in its own words; {@link #refusal} puts it into the seeds'
     */
    public NativeObject bodyOf(Answer answer) {
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
    public HttpProblem refusal(Throwable failure) {
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
