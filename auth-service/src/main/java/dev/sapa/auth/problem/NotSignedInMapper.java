package dev.sapa.auth.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers requests without a good token, in place of the problem extension, whose 401 ends in 500 with this Quarkus. */
class NotSignedInMapper {

    private static final int BEFORE_THE_EXTENSION = 1;

    @ServerExceptionMapper(priority = BEFORE_THE_EXTENSION)
    public Response noToken(UnauthorizedException failure) {
        return unauthenticated();
    }

    @ServerExceptionMapper(priority = BEFORE_THE_EXTENSION)
    public Response badToken(AuthenticationFailedException failure) {
        return unauthenticated();
    }

    private static Response unauthenticated() {
        return Problem.of("unauthenticated", 401, "A good access token is needed")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build()
                .toResponse();
    }
}
