package dev.sapa.routing.outage;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers 503 with {@code Retry-After} when the database cannot be reached, is going down or asks for another try. */
class DatabaseOutage {

    private static final Logger LOG = Logger.getLogger(DatabaseOutage.class);

    /** SQLSTATE classes: connection, rollback, resources, operator intervention. */
    private static final Set<String> ANOTHER_TRY_HELPS = Set.of("08", "40", "53", "57");

    @ServerExceptionMapper
    public Response refused(PgException failure) {
        var state = failure.getSqlState();
        if (state != null && ANOTHER_TRY_HELPS.contains(state.substring(0, 2))) {
            return away(failure);
        }
        LOG.error("A statement failed", failure);
        return problem("internal", Status.INTERNAL_SERVER_ERROR, "Something went wrong here")
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    public Response unreachable(IOException failure) {
        return away(failure);
    }

    @ServerExceptionMapper
    public Response closed(VertxException failure) {
        return away(failure);
    }

    /** So the client says that its connection is closed already. */
    @ServerExceptionMapper
    public Response gone(NoStackTraceThrowable failure) {
        return away(failure);
    }

    @ServerExceptionMapper
    public Response late(TimeoutException failure) {
        return away(failure);
    }

    private static Response away(Throwable failure) {
        LOG.warnf("The database does not answer: %s", failure.getMessage());
        return problem("database-unavailable", Status.SERVICE_UNAVAILABLE, "The database does not answer")
                .withHeader("Retry-After", 1)
                .build()
                .toResponse();
    }

    private static HttpProblem.Builder problem(String code, Status status, String title) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + code))
                .withTitle(title)
                .withStatus(status)
                .with("code", code);
    }
}
