package dev.sapa.chat.problem;

import com.fasterxml.jackson.core.JacksonException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Gives the problems that frameworks raise a type and a code too, and keeps the texts of their exceptions inside. */
@ApplicationScoped
class CodeOfLastResort implements ProblemPostProcessor {

    static final String NOT_THE_JSON = "The body is not the JSON that is expected here";

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getParameters().containsKey("code")) {
            return problem;
        }
        var code = code(problem.getStatusCode());
        var coded = HttpProblem.builder(problem)
                .withType(URI.create("urn:sapa:problem:" + code))
                .with("code", code);
        return says(context.cause, JacksonException.class)
                ? coded.withDetail(NOT_THE_JSON).build()
                : coded.build();
    }

    private static boolean says(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String code(int status) {
        return switch (status) {
            case 400 -> "invalid-request";
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            default -> status < 500 ? "refused" : "internal-error";
        };
    }
}
