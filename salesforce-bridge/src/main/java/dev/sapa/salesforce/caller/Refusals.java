package dev.sapa.salesforce.caller;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers requests that may not pass. Ahead of the mappers of the problem extension, whose 401 fails with this version
 * of Quarkus and becomes a 500.
 */
class Refusals {

    private static final int AHEAD_OF_THE_EXTENSION = Priorities.AUTHENTICATION;

    @ServerExceptionMapper(priority = AHEAD_OF_THE_EXTENSION)
    public Response noToken(UnauthorizedException failure) {
        return CallerProblem.unauthenticated().toResponse();
    }

    @ServerExceptionMapper(priority = AHEAD_OF_THE_EXTENSION)
    public Response badToken(AuthenticationFailedException failure) {
        return CallerProblem.unauthenticated().toResponse();
    }

    @ServerExceptionMapper(priority = AHEAD_OF_THE_EXTENSION)
    public Response notAllowed(ForbiddenException failure) {
        return CallerProblem.forbidden().toResponse();
    }
}
