package dev.sapa.chat.outage;

import com.fasterxml.jackson.core.JacksonException;
import dev.sapa.chat.problem.Problem;
import dev.sapa.relay.DatabaseOutage;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;

/** What is said of a failure where no resource of the REST API does it. */
public final class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);

    private Failures() {}

    /** The problem that a caller is told; what nobody expected is logged and shows nothing of itself. */
    public static HttpProblem problem(Throwable failure) {
        if (failure instanceof HttpProblem problem) {
            return problem;
        }
        if (failure instanceof UnauthorizedException || failure instanceof AuthenticationFailedException) {
            return Problem.unauthenticated();
        }
        if (failure instanceof ForbiddenException) {
            return Problem.of("forbidden", Status.FORBIDDEN, "Forbidden").build();
        }
        if (failure instanceof JacksonException) {
            return Problem.notTheJson();
        }
        if (DatabaseOutage.passes(failure)) {
            return OutageMappers.away(failure);
        }
        LOG.error("A request failed", failure);
        return Problem.of("internal-error", Status.INTERNAL_SERVER_ERROR, "Internal Server Error")
                .build();
    }
}
