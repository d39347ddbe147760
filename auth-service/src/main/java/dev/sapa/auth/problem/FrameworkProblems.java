package dev.sapa.auth.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;

/** Gives the problems that the framework raises (validation, authentication, routing) a type and code like ours. */
@ApplicationScoped
class FrameworkProblems implements ProblemPostProcessor {

    private static final Map<Integer, String> CODES = Map.of(
            400, "invalid-request",
            401, "unauthenticated",
            403, "forbidden",
            404, "not-found",
            405, "method-not-allowed",
            406, "not-acceptable",
            413, "too-large",
            415, "unsupported-media-type",
            500, "internal-error");

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getParameters().containsKey("code")) {
            return problem;
        }
        String code = CODES.getOrDefault(problem.getStatusCode(), "http-" + problem.getStatusCode());
        return HttpProblem.builder(problem)
                .withType(URI.create(Problem.URN + code))
                .with("code", code)
                .build();
    }
}
