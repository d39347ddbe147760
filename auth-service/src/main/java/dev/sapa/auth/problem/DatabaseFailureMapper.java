package dev.sapa.auth.problem;

import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** While the database is away callers hear 503 and when to come back, not 500. */
class DatabaseFailureMapper {

    private static final Logger LOG = Logger.getLogger(DatabaseFailureMapper.class);

    @ServerExceptionMapper({
        PersistenceException.class,
        CompositeException.class,
        VertxException.class,
        NoStackTraceThrowable.class,
        PgException.class,
        IOException.class,
        TimeoutException.class
    })
    public Response answer(Throwable failure) {
        return switch (DatabaseFailure.of(failure)) {
            case OUTAGE -> {
                LOG.warnf("The database is away: %s", failure.getMessage());
                yield Problem.of("temporarily-unavailable", 503, "The service cannot reach its database")
                        .withHeader("Retry-After", 2)
                        .build()
                        .toResponse();
            }
            case UNSTORABLE_TEXT ->
                Problem.of("invalid-request", 400, "A text holds a character that no text may hold")
                        .build()
                        .toResponse();
            case DEFECT -> {
                LOG.error("A request failed", failure);
                yield Problem.of("internal-error", 500, "Something went wrong on our side")
                        .build()
                        .toResponse();
            }
        };
    }
}
