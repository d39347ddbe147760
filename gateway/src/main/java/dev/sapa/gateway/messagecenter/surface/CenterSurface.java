package dev.sapa.gateway.messagecenter.surface;

import dev.sapa.gateway.messagecenter.CenterProblem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Writes every problem at the dialect's paths as its clients read it: {@code {"detail": …}} and nothing else. */
class CenterSurface {

    private static final Pattern PATHS =
            Pattern.compile("/?(?:auth|chats|users|admin-chat|webhook|db-connect)(?:/.*)?");

    @ServerResponseFilter
    public void asDetail(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof HttpProblem problem
                && PATHS.matcher(request.getUriInfo().getPath()).matches()) {
            response.setEntity(Map.of("detail", detail(problem)));
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }

    private static Object detail(HttpProblem problem) {
        var errors = problem.getParameters().get(CenterProblem.ERRORS);
        if (errors != null) {
            return errors;
        }
        if (!problem.getParameters().containsKey("code")) {
            return inWords(problem.getStatusCode());
        }
        return problem.getDetail() == null ? String.valueOf(problem.getTitle()) : problem.getDetail();
    }

    /** What a framework raised; the texts of its exceptions stay inside. */
    private static String inWords(int status) {
        var known = Status.fromStatusCode(status);
        return known == null ? "Request refused" : known.getReasonPhrase();
    }
}
