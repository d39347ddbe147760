package dev.sapa.gateway.livechat.surface;

import dev.sapa.gateway.livechat.LivechatProblem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Adds the seeds' error fields to the problems of the dialect's paths. {@code error} is the reason in seed 002 and the
 * title in seed 003, where {@code details} is the reason.
 */
@ApplicationScoped
class SeedErrors implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (context.path == null || !Surface.covers(context.path)) {
            return problem;
        }
        return withSeedFields(context.cause instanceof HttpProblem ? problem : inWords(problem), context.path);
    }

    /** After all that complete problems. */
    @Override
    public int priority() {
        return -1;
    }

    /** The seeds' clients expect plain JSON. */
    @ServerResponseFilter
    public void asPlainJson(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof HttpProblem
                && Surface.covers(request.getUriInfo().getPath())) {
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }

    private static HttpProblem withSeedFields(HttpProblem problem, String path) {
        var reason = problem.getDetail() == null ? problem.getTitle() : problem.getDetail();
        var fields = HttpProblem.builder(problem).with("success", false).with("message", problem.getTitle());
        return Surface.isOss(path)
                ? fields.with("error", problem.getTitle())
                        .with("details", reason)
                        .build()
                : fields.with("error", reason).build();
    }

    /** What a framework raised; the texts of its exceptions stay inside. */
    private static HttpProblem inWords(HttpProblem problem) {
        var status = problem.getStatusCode();
        var words =
                switch (status) {
                    case 400 ->
                        LivechatProblem.of(
                                LivechatProblem.INVALID,
                                status,
                                LivechatProblem.INVALID_BODY,
                                LivechatProblem.UNREADABLE);
                    case 404 -> LivechatProblem.of("not-found", status, "Not found", "there is nothing at this path");
                    case 405 ->
                        LivechatProblem.of(
                                "method-not-allowed",
                                status,
                                "Method not allowed",
                                "this path does not answer this method");
                    case 413 -> LivechatProblem.of("too-large", status, "Request too large", "the body is too large");
                    case 415 ->
                        LivechatProblem.of(
                                "unsupported-media-type",
                                status,
                                "Unsupported media type",
                                "the body must be application/json, a file multipart/form-data");
                    default ->
                        status < 500
                                ? LivechatProblem.of("refused", status, "Request refused", "the request was refused")
                                : LivechatProblem.of(
                                        "internal-error", status, "Internal server error", "an unexpected error");
                };
        problem.getHeaders().forEach(words::withHeader);
        return words.withInstance(problem.getInstance()).build();
    }
}
