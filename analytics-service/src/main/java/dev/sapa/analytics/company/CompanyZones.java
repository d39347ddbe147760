package dev.sapa.analytics.company;

import dev.sapa.analytics.rollup.Calendar;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.UUID;

/** In which time zone a company's days begin. */
@ApplicationScoped
public class CompanyZones {

    /** The company's zone; UTC while the company is unknown, or its zone is. */
    public Uni<ZoneId> of(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("select time_zone from company where company_id = $1")
                .execute(Tuple.of(company))
                .map(rows -> Calendar.of(
                                rows.size() == 0 ? null : rows.iterator().next().getString(0))
                        .zone());
    }
}
