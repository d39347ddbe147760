package dev.sapa.gateway.livechat.surface;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.sapa.gateway.livechat.LivechatProblem;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** A body that is JSON of another shape is a problem like all others; the framework's own answer would be bare. */
@Provider
class MismatchedBodyMapper extends ExceptionMapperBase<MismatchedInputException> {

    @Override
    protected HttpProblem toProblem(MismatchedInputException mismatch) {
        return LivechatProblem.body(LivechatProblem.UNREADABLE);
    }
}
