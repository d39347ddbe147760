package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** S2-26 to S2-33: what is there from the start, tags, log, figures and operation. */
@Order(4)
class SeedTwoDataSystemTest extends SeedTest {

    private static final Duration REPORTED = Duration.ofSeconds(10);
    private static final String TAG = "550e8400-e29b-41d4-a716-4466554400";
    private static final Map<String, String> PRESET = Map.of(
            "Perizinan Baru", "#28a745",
            "Perpanjangan Izin", "#ffc107",
            "Investasi PMA", "#17a2b8",
            "Investasi PMDN", "#007bff",
            "Pajak Daerah", "#6c757d",
            "Retribusi", "#fd7e14",
            "Masalah Teknis", "#dc3545",
            "Konsultasi", "#6f42c1",
            "Komplain", "#e83e8c",
            "Urgent", "#dc3545");

    SeedTwoDataSystemTest(Suite suite) {
        super(suite);
    }

    private static List<JsonNode> data(JsonNode body) {
        return StreamSupport.stream(body.path("data").spliterator(), false).toList();
    }

    @Test
    void s2_26_the_departments_and_users_of_the_readme_are_there_with_their_ids() {
        var departments = data(admin().get("/api/departments").expect(200));
        assertThat(departments)
                .extracting(
                        department -> department.path("id").asText(),
                        department -> department.path("name").asText())
                .contains(
                        tuple(departmentId(1), "Perizinan Usaha"),
                        tuple(departmentId(2), "Investasi"),
                        tuple(departmentId(3), "Perpajakan"),
                        tuple(departmentId(4), "Teknis"));

        var homes = List.of(1, 1, 2, 3, 4);
        for (int number = 1; number <= homes.size(); number++) {
            var user = admin().get("/api/users/" + Livechat.agentId(number))
                    .expect(200)
                    .path("data");
            assertThat(user.path("email").asText()).isEqualTo(Livechat.agentEmail(number));
            assertThat(user.path("role").asText()).isEqualTo("agent");
            assertThat(user.path("department_id").asText()).isEqualTo(departmentId(homes.get(number - 1)));
            token(Livechat.agentEmail(number));
        }
        var administrator = admin().get("/api/users/" + ADMIN_ID).expect(200).path("data");
        assertThat(administrator.path("email").asText()).isEqualTo("admin@livechat.com");
        assertThat(administrator.has("department_id")).isFalse();
        assertThat(data(admin().get("/api/users/agents?limit=100").expect(200)))
                .extracting(user -> user.path("id").asText())
                .contains(Livechat.AGENT_1)
                .doesNotContain(ADMIN_ID);
    }

    @Test
    void departments_are_made_renamed_and_closed_by_administrators() {
        var name = "Departemen " + UUID.randomUUID();
        var id = admin().post("/api/departments", Map.of("name", name))
                .expect(201)
                .at("/data/id")
                .asText();
        assertThat(admin().post("/api/departments", Map.of("name", name)).status())
                .isEqualTo(409);
        assertThat(agent(1).post("/api/departments", Map.of("name", name)).status())
                .isEqualTo(403);
        var renamed = admin().put("/api/departments/" + id, Map.of("name", name + " Baru"));
        assertThat(renamed.expect(200).at("/data/name").asText()).isEqualTo(name + " Baru");

        admin().delete("/api/departments/" + id).expect(200);
        assertThat(data(admin().get("/api/departments").expect(200)))
                .noneMatch(department -> department.path("id").asText().equals(id));
    }

    @Test
    void s2_27_the_preset_tags_are_there_with_their_colours_and_ids() {
        var tags = data(agent(1).get("/api/tags").expect(200));

        PRESET.forEach((name, color) -> assertThat(tags)
                .as(name)
                .anyMatch(tag -> tag.path("name").asText().equals(name)
                        && tag.path("color").asText().equals(color)
                        && tag.path("is_preset").asBoolean()));
        for (int number = 20; number <= 29; number++) {
            var id = TAG + number;
            assertThat(tags).anyMatch(tag -> tag.path("id").asText().equals(id));
        }
    }

    @Test
    void s2_28_sessions_carry_preset_and_custom_tags() {
        var session = session(start("Izin usaha"));
        var custom = "Kustom " + UUID.randomUUID();
        var path = "/api/chat/sessions/" + session + "/tags";

        agent(1).post(path, Map.of("tag_id", TAG + "20")).expect(200);
        var tags = data(agent(1).post(path, Map.of("name", custom)).expect(200));
        assertThat(tags)
                .extracting(tag -> tag.path("name").asText())
                .containsExactlyInAnyOrder("Perizinan Baru", custom);
        assertThat(detail(session).path("tags").findValuesAsText("name")).contains(custom);

        agent(1).delete("/api/chat-management/sessions/" + session + "/tags/" + TAG + "20")
                .expect(200);
        assertThat(detail(session).path("tags").findValuesAsText("name")).containsExactly(custom);
        assertThat(agent(1).post(path, Map.of("tag_id", UNKNOWN)).status()).isEqualTo(404);
        assertRefused(api.get("/api/tags"), 401, "Authorization header required");
    }

    @Test
    void s2_28_tags_are_made_changed_and_removed() {
        var name = "Tag " + UUID.randomUUID();
        var id = admin().post("/api/tags", Map.of("name", name, "color", "#28a745"))
                .expect(201)
                .at("/data/id")
                .asText();
        assertThat(admin().post("/api/tags", Map.of("name", name, "color", "#28a745"))
                        .status())
                .isEqualTo(409);
        assertThat(admin().post("/api/tags", Map.of("name", name + "2", "color", "green"))
                        .status())
                .isEqualTo(400);
        var changed = admin().put("/api/tags/" + id, Map.of("color", "#dc3545"));
        assertThat(changed.expect(200).at("/data/color").asText()).isEqualTo("#dc3545");

        admin().delete("/api/tags/" + id).expect(200);
        assertThat(data(admin().get("/api/tags").expect(200)))
                .noneMatch(tag -> tag.path("id").asText().equals(id));
    }

    @Test
    void s2_29_the_log_names_every_deed_and_who_did_it() {
        var session = session(start("Izin usaha"));
        api.post(
                        "/api/chat/contact",
                        Map.of("session_id", session, "contact_name", "Budi", "contact_email", "budi@example.com"))
                .expect(200);
        assign(admin(), session, Livechat.agentId(4)).expect(200);
        answer(agent(4), session, "Selamat pagi").expect(200);
        agent(4).post("/api/chat/agent/transfer", Map.of("session_id", session, "agent_id", Livechat.agentId(5)))
                .expect(200);
        livechat.close(agent(5), session);

        var log = data(
                agent(5).get("/api/chat/agent/sessions/" + session + "/logs").expect(200));

        assertThat(log)
                .extracting(entry -> entry.path("action").asText())
                .containsSubsequence("started", "contact_added", "assigned", "response", "transferred", "closed");
        assertThat(log).allSatisfy(entry -> assertRecent(entry.path("at")));
        assertThat(by(log, "assigned")).isEqualTo(ADMIN_ID);
        assertThat(by(log, "response")).isEqualTo(Livechat.agentId(4));
        assertThat(by(log, "closed")).isEqualTo(Livechat.agentId(5));
        assertThat(detail(session).path("logs")).hasSameSizeAs(log);
    }

    private static String by(List<JsonNode> log, String action) {
        return log.stream()
                .filter(entry -> entry.path("action").asText().equals(action))
                .findFirst()
                .orElseThrow()
                .path("by")
                .asText();
    }

    @Test
    void s2_30_the_dashboard_shows_what_there_is() {
        int completed = dashboard().path("completedToday").asInt();
        var session = session(start("Izin usaha"));
        assign(admin(), session, Livechat.agentId(4)).expect(200);
        answer(agent(4), session, "Selamat pagi").expect(200);
        livechat.close(agent(4), session);
        start("Izin usaha");

        await().atMost(REPORTED).untilAsserted(() -> {
            var now = dashboard();
            assertThat(now.path("waitingSessions").asLong()).isEqualTo(count("waiting"));
            assertThat(now.path("activeSessions").asLong()).isEqualTo(count("active"));
            assertThat(now.path("completedToday").asInt()).isGreaterThan(completed);
        });
        var now = dashboard();
        assertThat(now.path("averageResponseTime").isNumber()).isTrue();
        assertThat(now.path("totalAgents").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(now.path("onlineAgents").asInt())
                .isBetween(0, now.path("totalAgents").asInt());
        assertThat(now.path("topQuestions")).isNotEmpty().allSatisfy(question -> {
            assertThat(question.path("question").asText()).isNotBlank();
            assertThat(question.path("count").asInt()).isPositive();
        });
        assertThat(now.path("ossCategories")).isNotEmpty().allSatisfy(category -> {
            assertThat(category.path("category").isTextual()).isTrue();
            assertThat(category.path("percentage").asInt()).isBetween(0, 100);
        });
        assertRefused(api.get("/api/analytics/dashboard"), 401, "Authorization header required");
    }

    private JsonNode dashboard() {
        return admin().get("/api/analytics/dashboard").expect(200).path("data");
    }

    private long count(String status) {
        return admin().get("/api/chat/admin/sessions?limit=1&status=" + status)
                .expect(200)
                .at("/pagination/total")
                .asLong();
    }

    @Test
    void s2_30_the_report_counts_sessions_for_the_agent_who_answered_first() {
        var department = admin().post("/api/departments", Map.of("name", "Laporan " + UUID.randomUUID()))
                .expect(201)
                .at("/data/id")
                .asText();
        var email = UUID.randomUUID() + "@livechat.com";
        var agent = registered(email, department);
        var session = session(start("Izin usaha"));
        await().atMost(REPORTED).until(() -> assign(admin(), session, agent).status() == 200);
        answer(api.bearer(livechat.login(email)), session, "Selamat pagi").expect(200);
        livechat.close(admin(), session);

        for (var period : List.of("daily", "weekly", "monthly")) {
            await().atMost(REPORTED).untilAsserted(() -> assertThat(report(department, "&period=" + period))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.path("date").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
                        assertThat(row.path("agent_id").asText()).isEqualTo(agent);
                        assertThat(row.path("department_id").asText()).isEqualTo(department);
                        assertThat(row.path("total_sessions").asLong()).isEqualTo(1);
                        assertThat(row.path("completed_sessions").asLong()).isEqualTo(1);
                        assertThat(row.path("average_response_time").asDouble()).isBetween(0.0, 60.0);
                        assertThat(row.path("total_messages").asLong()).isPositive();
                    }));
        }
        assertThat(report(department, "&agent_id=" + agent)).hasSize(1);
        assertThat(report(department, "&agent_id=" + Livechat.AGENT_1)).isEmpty();
        assertThat(admin().get("/api/analytics?start_date=yesterday").status()).isEqualTo(400);
    }

    private String registered(String email, String department) {
        var user = Map.of(
                "email", email, "password", "password", "name", "Baru", "role", "agent", "department_id", department);
        return admin().post("/api/auth/register", user)
                .expect(201)
                .at("/data/id")
                .asText();
    }

    private List<JsonNode> report(String department, String more) {
        return data(
                admin().get("/api/analytics?department_id=" + department + more).expect(200));
    }

    @Test
    void s2_33_health_is_told_and_what_is_too_much_is_refused() {
        var health = api.get("/health").expect(200);
        assertThat(health.path("status").asText()).isEqualTo("ok");
        assertThat(health.path("message").asText()).isEqualTo("LiveChat API is running");

        var foreign = api.with("Origin", "http://elsewhere.example").get("/health");
        assertThat(foreign.header("Access-Control-Allow-Origin")).isNotEqualTo("*");
    }
}
