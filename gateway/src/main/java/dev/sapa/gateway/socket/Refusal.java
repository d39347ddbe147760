package dev.sapa.gateway.socket;

import dev.sapa.gateway.credential.CredentialProblem;
import dev.sapa.gateway.limit.LimitProblem;
import dev.sapa.gateway.limit.Verdict;
import dev.sapa.gateway.peer.CloseCode;
import dev.sapa.gateway.upstream.UpstreamProblem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import org.jspecify.annotations.Nullable;

/** Why a frame is not done: a code for programs, a text for people, and whether trying again helps. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean retryable;
    private final long retryAfterMillis;
    private final @Nullable CloseCode close;

    /** The client's fault; the socket stays open. */
    Refusal(String code, String text) {
        this(code, text, false, 0, null);
    }

    private Refusal(String code, String text, boolean retryable, long retryAfterMillis, @Nullable CloseCode close) {
        super(text, null, false, false);
        this.code = code;
        this.retryable = retryable;
        this.retryAfterMillis = retryAfterMillis;
        this.close = close;
    }

    static Refusal sessionNotFound() {
        return new Refusal("session-not-found", "No such session");
    }

    static Refusal rateLimited(Verdict verdict) {
        long wait = Math.max(1, verdict.retryAfter().toMillis());
        return new Refusal(LimitProblem.RATE_LIMITED, "Too many messages", true, wait, null);
    }

    static Refusal tooManyPending() {
        return new Refusal(LimitProblem.RATE_LIMITED, "Too many frames wait already", true, 500, null);
    }

    static Refusal tooManySockets() {
        return new Refusal("too-many-sockets", "Too many sockets", true, 5000, CloseCode.TOO_MANY);
    }

    static Refusal credential(String text) {
        return new Refusal(CredentialProblem.REFUSED, text, false, 0, CloseCode.CREDENTIAL);
    }

    static Refusal forbidden(String text) {
        return new Refusal(CredentialProblem.FORBIDDEN, text, false, 0, CloseCode.FORBIDDEN);
    }

    /** Whatever made a frame fail, in the terms of the socket; nothing of an unexpected failure shows. */
    static Refusal of(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (failure instanceof HttpProblem problem) {
            return of(problem);
        }
        return new Refusal("internal-error", "Something went wrong here", true, 1000, null);
    }

    private static Refusal of(HttpProblem problem) {
        var code = problem.getParameters().get("code") instanceof String named ? named : "refused";
        var text = problem.getDetail() != null ? problem.getDetail() : textOf(problem);
        return switch (problem.getStatusCode()) {
            case 401 -> credential(text);
            case 403 -> forbidden(text);
            case 404 -> sessionNotFound();
            case 429, 503 -> new Refusal(code, text, true, retryAfterMillis(problem), null);
            case 500, 502, 504 -> new Refusal(UpstreamProblem.UNAVAILABLE, "A service failed", true, 1000, null);
            default -> new Refusal(code, text);
        };
    }

    private static String textOf(HttpProblem problem) {
        return problem.getTitle() == null ? "The request was refused" : problem.getTitle();
    }

    private static long retryAfterMillis(HttpProblem problem) {
        var header = problem.getHeaders().get("Retry-After");
        var text = header == null ? "" : header.toString();
        return text.matches("\\d{1,6}") ? Long.parseLong(text) * 1000 : 1000;
    }

    /** Whether another credential might do. */
    static boolean isAboutAccess(Throwable failure) {
        return failure instanceof HttpProblem problem
                && (problem.getStatusCode() == 401 || problem.getStatusCode() == 403 || problem.getStatusCode() == 404);
    }

    String code() {
        return code;
    }

    String text() {
        return getMessage() == null ? code : getMessage();
    }

    boolean retryable() {
        return retryable;
    }

    /** 0 when there is nothing to wait for. */
    long retryAfterMillis() {
        return retryAfterMillis;
    }

    /** How the socket is closed over it; null when it stays open. */
    @Nullable
    CloseCode close() {
        return close;
    }
}
