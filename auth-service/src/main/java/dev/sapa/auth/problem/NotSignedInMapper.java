package dev.sapa.auth.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers requests without a good token. The problem extension's own mapper does not work with this Quarkus. */
class NotSignedInMapper {

    @ServerExceptionMapper(
            value = {AuthenticationFailedException.class, UnauthorizedException.class},
            priority = Priorities.USER - 1)
    public Response answer() {
        return Problem.of("not-signed-in", 401, "A good access token is needed")
                .withHeader("WWW-Authenticate", "Bearer")
                .build()
                .toResponse();
    }
}
