package dev.sapa.analytics.intake;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How far a company's numbers are. */
@ApplicationScoped
public class ProgressReader {

    /** The time of the newest event in the company's numbers; empty before the first one. */
    public Uni<Optional<Instant>> asOf(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("select as_of from progress where company_id = $1")
                .execute(Tuple.of(company))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(
                                rows.iterator().next().getOffsetDateTime(0).toInstant()));
    }
}
