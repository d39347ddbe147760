package dev.sapa.salesforce.outage;

import dev.sapa.relay.DatabaseOutage;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers 503 with {@code Retry-After} when the database cannot be reached, is going down or asks for another try. */
class DatabaseAway {

    private static final Logger LOG = Logger.getLogger(DatabaseAway.class);

    @ServerExceptionMapper({
        IOException.class,
        VertxException.class,
        NoStackTraceThrowable.class,
        PgException.class,
        CompositeException.class,
        TimeoutException.class
    })
    public Response answer(Throwable failure) {
        if (DatabaseOutage.passes(failure)) {
            return away(failure);
        }
        LOG.error("A request failed", failure);
        return problem("internal", Status.INTERNAL_SERVER_ERROR, "Something went wrong here")
                .build()
                .toResponse();
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
