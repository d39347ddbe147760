package dev.sapa.analytics.rebuild;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.analytics.AnalyticsTest;
import dev.sapa.analytics.Scene;
import dev.sapa.analytics.Script;
import dev.sapa.analytics.Tokens;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hours, days, weeks and months are kept by a time zone, and reports are the same whichever it is, percentiles included. */
@AnalyticsTest
@Tag("slow")
class CalendarChangeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> ZONES = List.of("Asia/Jakarta", "Asia/Kolkata", "Europe/Berlin", "UTC");
    private static final List<String> GROUPS = List.of("none", "topic", "tag", "hour", "day", "week", "month");

    @Inject
    Scene scene;

    @Inject
    RebuildService rebuild;

    @Test
    void reports_do_not_depend_on_the_calendar_by_which_totals_are_kept() throws IOException {
        var quiet = UUID.randomUUID();
        scene.company(quiet, "Asia/Jakarta");
        scene.deliver(new Script(quiet, 5, 150).conversations());
        var reports = reports(quiet);
        assertThat(keptBy(quiet)).isEqualTo("Asia/Jakarta");

        var company = UUID.randomUUID();
        var script = new Script(company, 5, 150).conversations();
        scene.deliver(script.subList(0, 60));
        assertThat(keptBy(company)).isEqualTo("UTC");

        // As a company is that has been there since before there were calendars.
        scene.sql("delete from rollup where company_id = $1 and span > 0", company);
        scene.sql("update progress set time_zone = null where company_id = $1", company);
        scene.deliver(script.subList(60, 100));
        assertThat(scene.count("select count(*) from rollup where company_id = $1 and span > 0", company))
                .isZero();
        requireRight(company);
        follow();
        assertThat(keptBy(company)).isEqualTo("UTC");
        requireRight(company);

        scene.company(company, 1, "Europe/Berlin");
        scene.deliver(script.subList(100, 150));
        assertThat(keptBy(company)).isEqualTo("UTC");
        assertThat(reports(company)).isEqualTo(reports);
        requireRight(company);

        follow();
        assertThat(keptBy(company)).isEqualTo("Europe/Berlin");
        assertThat(reports(company)).isEqualTo(reports);
        requireRight(company);

        scene.company(company, 2, "Asia/Jakarta");
        follow();
        assertThat(keptBy(company)).isEqualTo("Asia/Jakarta");
        assertThat(reports(company)).isEqualTo(reports);
        requireRight(company);
    }

    @Test
    void a_total_of_any_span_that_is_wrong_is_found() throws IOException {
        var company = UUID.randomUUID();
        scene.company(company, "Asia/Jakarta");
        scene.deliver(new Script(company, 6, 20).conversations());
        for (var span :
                Map.of(0, "quarter", 1, "hour", 2, "day", 3, "week", 4, "month").entrySet()) {
            var row = scene.sql("""
                            update rollup set handle_ms = handle_ms + $3 where (company_id, view, span, bucket) in (
                                select company_id, view, span, bucket from rollup
                                 where company_id = $1 and view = 0 and span = $2 and handle_count > 0 limit 1)
                            """, company, span.getKey().shortValue(), 1L).rowCount();
            assertThat(row).isEqualTo(1);

            assertThat(reconcile(company).path("differences").findValuesAsText("interval"))
                    .contains(span.getValue())
                    .isSubsetOf(span.getValue(), "week", "month");

            scene.sql(
                    "update rollup set handle_ms = handle_ms - 1 where company_id = $1 and view = 0 and span = $2"
                            + " and handle_ms % 1000 = 1",
                    company, span.getKey().shortValue());
            requireRight(company);
        }
    }

    private void follow() {
        rebuild.followCalendars().await().atMost(PATIENCE);
    }

    private String keptBy(UUID company) {
        return scene.sql("select time_zone from progress where company_id = $1", company)
                .iterator()
                .next()
                .getString(0);
    }

    private Map<String, JsonNode> reports(UUID company) throws IOException {
        var reports = new TreeMap<String, JsonNode>();
        for (var zone : ZONES) {
            for (var group : GROUPS) {
                var query = "from=2026-03-18&to=2026-04-10&group_by=" + group + "&time_zone=" + zone;
                reports.put(query, get(company, query).path("rows"));
            }
        }
        return reports;
    }

    private static JsonNode get(UUID company, String query) throws IOException {
        return JSON.readTree(given().auth()
                .oauth2(Tokens.staff(UUID.randomUUID(), company, "supervisor"))
                .get("/reports/summary?" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static void requireRight(UUID company) throws IOException {
        assertThat(reconcile(company).path("differences")).isEmpty();
    }

    private static JsonNode reconcile(UUID company) throws IOException {
        return JSON.readTree(given().auth()
                .oauth2(Tokens.staff(UUID.randomUUID(), UUID.randomUUID(), "operator"))
                .post("/reconcile?company_id=" + company)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }
}
