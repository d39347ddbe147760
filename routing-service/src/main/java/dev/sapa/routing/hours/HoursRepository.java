package dev.sapa.routing.hours;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The rows of departments' hours. */
@ApplicationScoped
class HoursRepository {

    private static final String STORE = """
            insert into hours (department_id, company_id, detail) values ($1, $2, $3::text::jsonb)
            on conflict (department_id) do update
            set detail = excluded.detail, version = hours.version + 1, changed_at = clock_timestamp()
            """;

    private final ObjectMapper json;

    HoursRepository(ObjectMapper json) {
        this.json = json;
    }

    /** The hours of those of the departments that have any. */
    Uni<Map<UUID, HoursDetail>> find(SqlConnection connection, UUID company, Collection<UUID> departments) {
        return connection
                .preparedQuery("select department_id, detail::text from hours"
                        + " where company_id = $1 and department_id = any ($2)")
                .execute(Tuple.of(company, departments.toArray(UUID[]::new)))
                .map(rows -> {
                    var found = new HashMap<UUID, HoursDetail>();
                    rows.forEach(row -> found.put(row.getUUID(0), read(row.getString(1))));
                    return found;
                });
    }

    Uni<Void> store(SqlConnection connection, UUID company, UUID department, HoursDetail said) {
        return connection
                .preparedQuery(STORE)
                .execute(Tuple.of(department, company, write(said)))
                .replaceWithVoid();
    }

    private HoursDetail read(String text) {
        try {
            return json.readValue(text, HoursDetail.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored hours cannot be read", e);
        }
    }

    private String write(HoursDetail said) {
        try {
            return json.writeValueAsString(said);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Hours have no JSON", e);
        }
    }
}
