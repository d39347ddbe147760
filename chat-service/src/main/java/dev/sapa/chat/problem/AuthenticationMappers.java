package dev.sapa.chat.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers 401 in place of the problem extension, whose own mappers ask Quarkus for a field that is gone and end in 500. */
class AuthenticationMappers {

    private static final int BEFORE_THE_EXTENSION = 1;

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = BEFORE_THE_EXTENSION)
    public Response badCredential(AuthenticationFailedException failure) {
        return Problem.unauthenticated().toResponse();
    }

    @ServerExceptionMapper(value = UnauthorizedException.class, priority = BEFORE_THE_EXTENSION)
    public Response noCredential(UnauthorizedException failure) {
        return Problem.unauthenticated().toResponse();
    }
}
