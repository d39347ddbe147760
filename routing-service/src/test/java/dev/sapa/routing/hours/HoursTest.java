package dev.sapa.routing.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.events.StaffChanged.Role;
import dev.sapa.events.WorkQueued;
import dev.sapa.routing.Api;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import dev.sapa.routing.Told;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When departments are open, and what visitors hear while they are not. */
@RoutingTest
class HoursTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private static final String NEVER = """
            {"time_zone": "Asia/Jakarta", "weekly": {}, "closed_text": "Kami tutup."}
            """;

    @Inject
    Scene scene;

    @Inject
    Told told;

    private final UUID company = UUID.randomUUID();

    @Test
    void a_department_without_hours_is_always_open() {
        var department = scene.department(company, "Taxes");

        Api.asAgent(UUID.randomUUID(), company)
                .get("/departments/{id}/hours", department)
                .then()
                .statusCode(200)
                .body("open", equalTo(true))
                .body("weekly", nullValue())
                .body("next_change_at", nullValue());
    }

    @Test
    void hours_are_kept_as_they_were_said() {
        var department = scene.department(company, "Taxes");

        say(department, """
                {"time_zone": "Asia/Jakarta",
                 "weekly": {"monday": [{"from": "08:00", "to": "12:00"}, {"from": "13:00", "to": "16:00"}]},
                 "exceptions": [{"date": "2026-12-25", "intervals": [], "reason": "Natal"}],
                 "override": {"open": true, "reason": "visit", "until": null}}
                """).statusCode(200);

        Api.asAdmin(company)
                .get("/departments/{id}/hours", department)
                .then()
                .body("time_zone", equalTo("Asia/Jakarta"))
                .body("weekly.monday.from", contains("08:00", "13:00"))
                .body("exceptions[0].date", equalTo("2026-12-25"))
                .body("override.reason", equalTo("visit"))
                .body("open", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time_zone\": \"Asia/Nowhere\"}",
                "{\"time_zone\": \"UTC\", \"weekly\": {\"someday\": []}}",
                "{\"time_zone\": \"UTC\", \"weekly\": {\"monday\": [{\"from\": \"9\", \"to\": \"17:00\"}]}}",
                "{\"time_zone\": \"UTC\", \"weekly\": {\"monday\": [{\"from\": \"17:00\", \"to\": \"09:00\"}]}}",
                "{\"time_zone\": \"UTC\", \"weekly\": {\"monday\": [{\"from\": \"08:00\", \"to\": \"12:00\"}, {\"from\": \"11:00\", \"to\": \"13:00\"}]}}",
                "{\"time_zone\": \"UTC\", \"exceptions\": [{\"date\": \"2026-01-01\"}, {\"date\": \"2026-01-01\"}]}"
            })
    void what_makes_no_calendar_is_refused_and_changes_nothing(String said) {
        var department = scene.department(company, "Taxes");
        say(department, NEVER).statusCode(200);

        say(department, said).statusCode(400).body("code", equalTo("bad-hours")).body("detail", notNullValue());

        Api.asAdmin(company)
                .get("/departments/{id}/hours", department)
                .then()
                .body("closed_text", equalTo("Kami tutup."));
    }

    @Test
    void whoever_comes_while_it_is_closed_waits_and_is_told_so_in_its_words() {
        var department = scene.department(company, "Taxes");
        say(department, NEVER).statusCode(200);

        var conversation = scene.started(company, department, NOON);

        assertThat(scene.state(conversation)).isEqualTo("queued");
        assertThat(told.about(conversation, WorkQueued.TYPE, 1).get(0).value())
                .contains("\"closed_text\":\"Kami tutup.\"");
        Api.asAdmin(company)
                .get("/conversations/{id}/place", conversation)
                .then()
                .body("open", equalTo(false))
                .body("closed_text", equalTo("Kami tutup."))
                .body("estimate", nullValue())
                .body("position", equalTo(1));
    }

    @Test
    void another_companys_department_is_unknown() {
        var foreign = scene.department(UUID.randomUUID(), "Taxes");

        say(foreign, NEVER).statusCode(404).body("code", equalTo("department-not-found"));
        Api.asAdmin(company).get("/departments/{id}/hours", foreign).then().statusCode(404);
    }

    @Test
    void the_standing_of_departments_and_company_counts_what_is_there() {
        var taxes = scene.department(company, "Taxes");
        var permits = scene.department(company, "Permits");
        say(permits, NEVER).statusCode(200);
        var agent = scene.readyAgent(company, 2, taxes);
        scene.staff(company, Role.SUPERVISOR, taxes, permits);
        scene.sql(
                "update work_item set enqueued_at = clock_timestamp() - interval '90 seconds' where conversation_id = $1",
                scene.started(company, permits, NOON));
        scene.started(company, taxes, Instant.now());
        await().until(() -> scene.load(agent) == 1);

        Api.asAgent(agent, company)
                .get("/departments/status")
                .then()
                .statusCode(200)
                .body("items.name", contains("Permits", "Taxes"))
                .body("items.open", contains(false, true))
                .body("items.waiting", contains(1, 0))
                .body("items.active", contains(0, 1))
                .body("items.free_slots", contains(0, 1))
                .body("items[0].longest_wait_seconds", equalTo(90))
                .body("items[1].agents", equalTo(Map.of("online", 1, "busy", 0, "away", 0, "offline", 1)));
        Api.asAdmin(company)
                .get("/departments/{id}/status", taxes)
                .then()
                .statusCode(200)
                .body("department_id", equalTo(taxes.toString()));
        Api.asAdmin(company)
                .get("/statistics")
                .then()
                .statusCode(200)
                .body("open", equalTo(true))
                .body("total_agents", equalTo(2))
                .body("online_agents", equalTo(1))
                .body("waiting", equalTo(1))
                .body("active", equalTo(1))
                .body("free_slots", equalTo(1));
        Api.asAdmin(company)
                .get("/departments/{id}/status", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("department-not-found"));
    }

    private ValidatableResponse say(UUID department, String hours) {
        return Api.asAdmin(company)
                .body(hours)
                .put("/departments/{id}/hours", department)
                .then();
    }
}
