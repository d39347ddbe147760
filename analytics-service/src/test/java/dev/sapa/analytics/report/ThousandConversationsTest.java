package dev.sapa.analytics.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.analytics.AnalyticsTest;
import dev.sapa.analytics.Arithmetic;
import dev.sapa.analytics.Play;
import dev.sapa.analytics.Scene;
import dev.sapa.analytics.Script;
import dev.sapa.analytics.Tokens;
import dev.sapa.analytics.definition.Measure;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Conversations with known timings: reports equal the arithmetic, to the second and to the count (I7, S2-30). */
@AnalyticsTest
class ThousandConversationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RANGE = "from=2026-03-18&to=2026-04-10";

    /** The measures of a summary's row, and where they stand in it. */
    private static final Map<Measure, String> COUNTS = Map.ofEntries(
            Map.entry(Measure.SESSIONS, "sessions"),
            Map.entry(Measure.COMPLETED, "completed"),
            Map.entry(Measure.OFFERED, "offered"),
            Map.entry(Measure.CANCELLED, "cancelled"),
            Map.entry(Measure.FLOW_OUTS, "flow_outs"),
            Map.entry(Measure.LEFT_AGAIN, "left_again"),
            Map.entry(Measure.RETURNED, "returned"),
            Map.entry(Measure.TRANSFERRED, "transferred"),
            Map.entry(Measure.MESSAGES, "messages"),
            Map.entry(Measure.RATINGS, "ratings"));

    private static final Map<Measure, String> TIMES = Map.of(
            Measure.WAIT, "wait_seconds",
            Measure.ABANDON_WAIT, "abandon_wait_seconds",
            Measure.FIRST_RESPONSE, "first_response_seconds",
            Measure.NEXT_RESPONSE, "next_response_seconds",
            Measure.HANDLE, "handle_seconds",
            Measure.RESOLUTION, "resolution_seconds",
            Measure.SESSION_RESPONSE, "session_response_seconds");

    @Inject
    Scene scene;

    @Inject
    @ConfigProperty(name = "SAPA_DB_URL")
    String database;

    private final UUID company = UUID.randomUUID();

    @Test
    @Tag("slow")
    void reports_equal_the_arithmetic_also_after_redelivery_and_rebuild() throws IOException {
        var script = new Script(company, 42, 1000);

        scene.deliver(script.conversations());
        verify(script);

        scene.deliver(script.conversations());
        verify(script);

        scene.sql("update rollup set messages = messages + 1 where company_id = $1 and view = 0 and span = 3", company);
        assertThat(reconcile().path("equal").asBoolean()).isFalse();
        assertThat(operator("/rebuild?company_id=" + company)
                        .path("conversations")
                        .asInt())
                .isEqualTo(1000);
        verify(script);
    }

    @Test
    void a_killed_process_leaves_nothing_half_done_and_redelivery_completes_it() throws Exception {
        var script = new Script(company, 7, 150);
        assertThat(intake(7, 150, 20).waitFor()).isEqualTo(137);
        var half = scene.count("select count(*) from event where company_id = $1", company);
        assertThat(half)
                .isPositive()
                .isLessThan(script.conversations().stream().mapToInt(List::size).sum());
        assertThat(reconcile().path("differences")).isEmpty();

        scene.deliver(script.conversations());

        verify(script);
    }

    @Test
    void events_in_any_order_come_to_the_same() throws IOException {
        var script = new Script(company, 11, 60);
        var events = new ArrayList<Play.Sent>();
        script.conversations().forEach(events::addAll);
        Collections.shuffle(events, new Random(5));

        events.forEach(event -> scene.now(event, true));

        verify(script);
    }

    @Test
    void nothing_of_what_was_said_is_kept() {
        scene.deliver(new Script(company, 3, 3).conversations());

        assertThat(scene.count(
                        "select count(*) from event where company_id = $1 and payload::text like '%secret%'", company))
                .isZero();
    }

    private void verify(Script script) throws IOException {
        var arithmetic = script.arithmetic();
        for (var zone : Arithmetic.ZONES) {
            compare(arithmetic, "none", rows("none", zone, ""));
            compare(arithmetic, "agent", rows("agent", zone, ""));
            compare(arithmetic, "department", rows("department", zone, ""));
            compare(arithmetic, "day " + zone, rows("day", zone, ""));
            compare(arithmetic, "hour " + zone, rows("hour", zone, ""));
        }
        var utc = ZoneId.of("UTC");
        compare(arithmetic, "topic", rows("topic", utc, ""));
        compare(arithmetic, "tag", rows("tag", utc, ""));
        var agent = script.agents().get(3);
        compare(arithmetic, "topics of " + agent, rows("topic", utc, "&agent_id=" + agent));
        compare(arithmetic, "departments of " + agent, rows("department", utc, "&agent_id=" + agent));
        sessions(arithmetic);
        assertThat(reconcile().path("differences")).isEmpty();
    }

    private static void compare(Arithmetic arithmetic, String group, Map<String, JsonNode> rows) {
        var keys = new TreeSet<>(rows.keySet());
        keys.addAll(arithmetic.by(group).keySet());
        for (var key : keys) {
            var row = rows.getOrDefault(key, JSON.createObjectNode());
            COUNTS.forEach((measure, name) -> assertThat(row.path(name).asLong())
                    .as("%s, %s: %s", group, key, name)
                    .isEqualTo(arithmetic.sum(group, key, measure).count()));
            TIMES.forEach((measure, name) -> assertThat(new Arithmetic.Sum(
                            row.path(name).path("count").asLong(),
                            Math.round(row.path(name).path("sum").asDouble())))
                    .as("%s, %s: %s", group, key, name)
                    .isEqualTo(arithmetic.sum(group, key, measure)));
            double satisfied = arithmetic.sum(group, key, Measure.RATINGS_GOOD).count();
            long ratings = arithmetic.sum(group, key, Measure.RATINGS).count();
            assertThat(row.path("csat").asDouble())
                    .as("%s, %s: csat", group, key)
                    .isEqualTo(ratings == 0 ? 0 : Math.round(100_000 * satisfied / ratings) / 1000.0);
        }
    }

    private void sessions(Arithmetic arithmetic) throws IOException {
        for (var zone : Arithmetic.ZONES) {
            var group = "day " + zone;
            get("/reports/sessions?" + RANGE + "&time_zone=" + zone)
                    .path("items")
                    .forEach(item ->
                            verifyItem(arithmetic, group, item.path("date").asText(), item));
        }
        get("/reports/sessions?" + RANGE + "&time_zone=UTC&period=monthly&group_by=agent")
                .path("items")
                .findParents("agent_id")
                .stream()
                .filter(item -> item.path("date").asText().equals("2026-03-01"))
                .forEach(item -> assertThat(item.path("total_sessions").asLong())
                        .isPositive()
                        .isLessThanOrEqualTo(arithmetic
                                .sum(
                                        "agent",
                                        item.path("agent_id").isNull()
                                                ? ""
                                                : item.path("agent_id").asText(),
                                        Measure.SESSIONS)
                                .count()));
    }

    private static void verifyItem(Arithmetic arithmetic, String group, String key, JsonNode item) {
        var response = arithmetic.sum(group, key, Measure.SESSION_RESPONSE);
        assertThat(item.path("total_sessions").asLong())
                .as(key)
                .isEqualTo(arithmetic.sum(group, key, Measure.SESSIONS).count());
        assertThat(item.path("completed_sessions").asLong())
                .as(key)
                .isEqualTo(
                        arithmetic.sum(group, key, Measure.SESSIONS_COMPLETED).count());
        assertThat(item.path("total_messages").asLong())
                .as(key)
                .isEqualTo(arithmetic.sum(group, key, Measure.SESSION_MESSAGES).count());
        assertThat(item.path("answered_sessions").asLong()).as(key).isEqualTo(response.count());
        assertThat(item.path("average_response_seconds").asDouble())
                .as(key)
                .isEqualTo(
                        response.count() == 0
                                ? 0
                                : Math.round(1000.0 * response.seconds() / response.count()) / 1000.0);
    }

    private Map<String, JsonNode> rows(String groupBy, ZoneId zone, String filter) throws IOException {
        var rows = new HashMap<String, JsonNode>();
        get("/reports/summary?" + RANGE + "&group_by=" + groupBy + "&time_zone=" + zone + filter)
                .path("rows")
                .forEach(row ->
                        rows.put(row.path("key").isNull() ? "" : row.path("key").asText(), row));
        return rows;
    }

    private JsonNode get(String path) throws IOException {
        return JSON.readTree(given().auth()
                .oauth2(Tokens.staff(UUID.randomUUID(), company, "supervisor"))
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private JsonNode reconcile() throws IOException {
        return operator("/reconcile?company_id=" + company);
    }

    private JsonNode operator(String path) throws IOException {
        return JSON.readTree(given().auth()
                .oauth2(Tokens.staff(UUID.randomUUID(), UUID.randomUUID(), "operator"))
                .post(path)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private Process intake(long seed, int conversations, int deadlyBatch) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.sapa.analytics.intake.IntakeProcess",
                        database.replace("postgresql://", "postgresql://sapa_analytics:sapa@"),
                        company.toString(),
                        Long.toString(seed),
                        Integer.toString(conversations),
                        Integer.toString(deadlyBatch))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/intake.log")))
                .start();
    }
}
