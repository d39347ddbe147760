package dev.sapa.chat.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** JSON of the wrong shape; the framework's own answer would name our classes. */
class JsonMappers {

    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException failure) {
        return Problem.notTheJson().toResponse();
    }
}
