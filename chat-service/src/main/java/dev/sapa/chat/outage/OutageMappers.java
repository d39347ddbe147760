package dev.sapa.chat.outage;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The shapes in which a database that is away reaches the edge; each is answered with 503, anything else with 500. */
class OutageMappers {

    private static final Logger LOG = Logger.getLogger(OutageMappers.class);

    @ServerExceptionMapper
    public Response refused(ConnectException failure) {
        return answer(failure);
    }

    @ServerExceptionMapper
    public Response broken(VertxException failure) {
        return answer(failure);
    }

    @ServerExceptionMapper
    public Response reported(PgException failure) {
        return answer(failure);
    }

    @ServerExceptionMapper
    public Response wrapped(PersistenceException failure) {
        return answer(failure);
    }

    @ServerExceptionMapper
    public Response completed(CompletionException failure) {
        return answer(failure);
    }

    @ServerExceptionMapper
    public Response late(TimeoutException failure) {
        return answer(failure);
    }

    private static Response answer(Throwable failure) {
        if (Outage.isOutage(failure)) {
            LOG.warnf("The database is away: %s", failure.getMessage());
            return Outage.problem().toResponse();
        }
        LOG.error("A request failed", failure);
        return HttpProblem.valueOf(Response.Status.INTERNAL_SERVER_ERROR).toResponse();
    }
}
