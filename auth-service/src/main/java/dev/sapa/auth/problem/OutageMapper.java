package dev.sapa.auth.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** While the database is away callers hear 503 and when to come back, not 500. */
class OutageMapper {

    private static final Logger LOG = Logger.getLogger(OutageMapper.class);

    @ServerExceptionMapper({
        PersistenceException.class,
        VertxException.class,
        PgException.class,
        IOException.class,
        TimeoutException.class
    })
    public Uni<Response> answer(Exception failure) {
        if (!Outage.is(failure)) {
            LOG.error("A request failed", failure);
            return answer(Problem.of("internal-error", 500, "Something went wrong on our side")
                    .build());
        }
        LOG.warnf("The database is away: %s", failure.getMessage());
        return answer(Problem.of("temporarily-unavailable", 503, "The service cannot reach its database")
                .withHeader("Retry-After", 2)
                .build());
    }

    private static Uni<Response> answer(HttpProblem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
