package dev.sapa.chat.outage;

import dev.sapa.chat.problem.Problem;
import dev.sapa.relay.DatabaseOutage;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The shapes in which a database that is away reaches the edge; each is answered with 503, anything else with 500. */
class OutageMappers {

    private static final Logger LOG = Logger.getLogger(OutageMappers.class);
    private static final long WARN_EVERY_NANOS = 1_000_000_000;
    private static final AtomicLong LAST_WARNING = new AtomicLong(System.nanoTime() - WARN_EVERY_NANOS);

    @ServerExceptionMapper({
        IOException.class,
        VertxException.class,
        NoStackTraceThrowable.class,
        PgException.class,
        PersistenceException.class,
        CompletionException.class,
        CompositeException.class,
        TimeoutException.class
    })
    public Response answer(Throwable failure) {
        if (DatabaseOutage.passes(failure)) {
            return away(failure).toResponse();
        }
        LOG.error("A request failed", failure);
        return HttpProblem.valueOf(Response.Status.INTERNAL_SERVER_ERROR).toResponse();
    }

    static HttpProblem away(Throwable failure) {
        warn(failure);
        return Problem.later("database-unavailable", "The database cannot be reached");
    }

    /** Once a second at most: during an outage every request ends here. */
    private static void warn(Throwable failure) {
        var now = System.nanoTime();
        var last = LAST_WARNING.get();
        if (now - last > WARN_EVERY_NANOS && LAST_WARNING.compareAndSet(last, now)) {
            LOG.warnf("The database is away: %s", failure.getMessage());
        }
    }
}
