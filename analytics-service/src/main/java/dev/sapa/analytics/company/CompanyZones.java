package dev.sapa.analytics.company;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;

/** In which time zone a company's days begin. */
@ApplicationScoped
public class CompanyZones {

    /** The company's zone; UTC while the company is unknown. */
    public Uni<ZoneId> of(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("select time_zone from company where company_id = $1")
                .execute(Tuple.of(company))
                .map(rows -> rows.size() == 0
                        ? ZoneOffset.UTC
                        : parse(rows.iterator().next().getString(0)));
    }

    private static ZoneId parse(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
