package dev.sapa.gateway.livechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the consoles show beside conversations. */
@QuarkusTest
class ConsoleTest extends LivechatTest {

    private static final String STAFF = "auth GET /staff";
    private static final String DEPARTMENTS = "auth GET /departments";
    private static final String TAG = """
            {"id":"550e8400-e29b-41d4-a716-446655440020","name":"Perizinan Baru","color":"#28a745","preset":true}""";

    private static String user(int number) {
        return """
                {"id":"550e8400-e29b-41d4-a716-4466554400%02d","number":%d,"email":"a%d@livechat.com","username":"a%d",
                 "name":"A","role":"agent","active":true,"department_ids":["%s"],
                 "departments":[{"id":"%s","name":"Perizinan Usaha"}]}""".formatted(number, number, number, number, DEPARTMENT, DEPARTMENT);
    }

    private static String users(int from, int to, String cursor) {
        return "{\"items\":[%s],\"next_cursor\":%s}"
                .formatted(
                        IntStream.rangeClosed(from, to)
                                .mapToObj(ConsoleTest::user)
                                .collect(Collectors.joining(",")),
                        cursor);
    }

    @Test
    void a_list_that_the_service_does_not_count_is_read_to_its_end() {
        services.on(STAFF, 200, users(1, 3, "\"3\"")).on(STAFF, 200, users(4, 5, "null"));

        as(StaffToken.ADMIN)
                .get("/api/users?page=2&limit=2&role=agent&search=a b")
                .then()
                .statusCode(200)
                .body("data.email", contains("a3@livechat.com", "a4@livechat.com"))
                .body("data[0].is_active", equalTo(true))
                .body("data[0].department_id", equalTo(DEPARTMENT))
                .body("pagination.total", equalTo(5))
                .body("pagination.total_pages", equalTo(3));

        assertThat(services.asked(STAFF).get(0).query()).contains("role=agent", "q=a+b");
        assertThat(services.asked(STAFF).get(1).query()).contains("cursor=3");
    }

    @Test
    void a_change_of_a_user_sends_what_was_said_and_nothing_else() {
        var id = "550e8400-e29b-41d4-a716-446655440012";
        services.on("auth PATCH /staff/" + id, 200, user(12));

        as(StaffToken.ADMIN, "{\"is_active\":false,\"department_id\":\"\"}")
                .put("/api/users/" + id)
                .then()
                .statusCode(200)
                .body("message", equalTo("User updated successfully"));

        assertThat(services.askedOnce("auth PATCH /staff/" + id).body().toString())
                .isEqualTo("{\"department_ids\":[],\"active\":false}");
    }

    @Test
    void a_deleted_department_is_closed_and_no_longer_listed() {
        services.on(DEPARTMENTS, 200, """
                        {"items":[{"id":"%s","name":"Perizinan Usaha","active":true},
                         {"id":"%s","name":"Lama","active":false}],"next_cursor":null}""".formatted(DEPARTMENT, VISITOR))
                .on("auth PATCH /departments/" + VISITOR, 200, """
                        {"id":"%s","name":"Lama","active":false}""".formatted(VISITOR));

        as(StaffToken.ADMIN).delete("/api/departments/" + VISITOR).then().statusCode(200);
        as(StaffToken.AGENT)
                .get("/api/departments")
                .then()
                .statusCode(200)
                .body("data.name", contains("Perizinan Usaha"));
        as(StaffToken.AGENT)
                .get("/api/departments/" + VISITOR)
                .then()
                .statusCode(200)
                .body("data.is_active", equalTo(false));
        as(StaffToken.AGENT).get("/api/departments/" + SESSION).then().statusCode(404);

        assertThat(services.askedOnce("auth PATCH /departments/" + VISITOR)
                        .body()
                        .toString())
                .isEqualTo("{\"active\":false}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"color\":\"#28a745\"}",
                "{\"name\":\"X\",\"color\":\"red\"}",
                "{\"name\":\"X\",\"color\":\"#28a74\"}"
            })
    void S2_28_a_tag_without_name_or_with_no_colour_of_six_digits_is_400(String body) {
        as(StaffToken.ADMIN, body).post("/api/tags").then().statusCode(400);
        assertThat(services.asked("chat POST /tags")).isEmpty();
    }

    @Test
    void S2_28_a_tag_that_exists_is_409() {
        services.refuse("chat POST /tags", 409, "tag-exists", "Exists");

        as(StaffToken.ADMIN, "{\"name\":\"Perizinan Baru\",\"color\":\"#28a745\"}")
                .post("/api/tags")
                .then()
                .statusCode(409)
                .body("error", equalTo("tag with this name already exists"));
    }

    @ParameterizedTest
    @CsvSource({"/api/chat/sessions", "/api/chat-management/sessions"})
    void S2_28_tagging_answers_all_tags_of_the_session(String prefix) {
        services.on("chat POST /conversations/" + SESSION + "/tags", 200, "{\"items\":[%s]}".formatted(TAG))
                .on("chat DELETE /conversations/" + SESSION + "/tags/" + AGENT_ID, 204, "");

        as(StaffToken.AGENT, "{\"tag_id\":\"550e8400-e29b-41d4-a716-446655440020\"}")
                .post(prefix + "/" + SESSION + "/tags")
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].color", equalTo("#28a745"));
        as(StaffToken.AGENT)
                .delete(prefix + "/" + SESSION + "/tags/" + AGENT_ID)
                .then()
                .statusCode(200)
                .body("success", equalTo(true));
    }

    @Test
    void S2_30_the_dashboard_speaks_in_camel_case() {
        services.on("analytics GET /dashboard", 200, """
                {"active":2,"waiting":1,"completed_today":7,"average_response_seconds":12.5,"total_agents":5,
                 "online_agents":3,"top_topics":[{"topic":"Izin","count":4}],
                 "categories":[{"department":"Perizinan Usaha","count":4,"percentage":57}],"as_of":"2025-01-15T10:00:00Z"}""");

        as(StaffToken.ADMIN)
                .get("/api/analytics/dashboard")
                .then()
                .statusCode(200)
                .body("data.activeSessions", equalTo(2))
                .body("data.waitingSessions", equalTo(1))
                .body("data.completedToday", equalTo(7))
                .body("data.averageResponseTime", equalTo(12.5f))
                .body("data.totalAgents", equalTo(5))
                .body("data.onlineAgents", equalTo(3))
                .body("data.topQuestions[0].question", equalTo("Izin"))
                .body("data.ossCategories[0].category", equalTo("Perizinan Usaha"))
                .body("data.ossCategories[0].percentage", equalTo(57));
    }

    @Test
    void S2_30_a_report_carries_the_seeds_names() {
        services.on("analytics GET /reports/sessions", 200, """
                {"items":[{"date":"2025-01-15","agent_id":"%s","department_id":null,"total_sessions":3,
                 "completed_sessions":2,"average_response_seconds":30,"total_messages":9}],
                 "as_of":"2025-01-15T10:00:00Z"}""".formatted(AGENT_ID));

        as(StaffToken.ADMIN)
                .get("/api/analytics?start_date=2025-01-01&end_date=2025-01-31&period=weekly&agent_id=" + AGENT_ID)
                .then()
                .statusCode(200)
                .body("data[0].date", equalTo("2025-01-15"))
                .body("data[0].average_response_time", equalTo(30f))
                .body("data[0].total_sessions", equalTo(3))
                .body("as_of", equalTo("2025-01-15T10:00:00Z"));

        assertThat(services.askedOnce("analytics GET /reports/sessions").query())
                .isEqualTo(
                        "from=2025-01-01&to=2025-01-31&period=weekly&group_by=agent,department&agent_id=%s&time_zone=Asia%%2FJakarta"
                                .formatted(AGENT_ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start_date=15-01-2025",
                "end_date=2025-02-30",
                "start_date=2025-02-01&end_date=2025-01-01",
                "period=hourly",
                "agent_id=7",
                "time_zone=Mars"
            })
    void S2_30_a_report_of_no_time_is_400(String query) {
        as(StaffToken.ADMIN).get("/api/analytics?" + query).then().statusCode(400);
        assertThat(services.asked("analytics GET /reports/sessions")).isEmpty();
    }

    @Test
    void S2_19_a_department_counts_every_status_but_offline_as_there() {
        services.on("routing GET /departments/" + DEPARTMENT + "/status", 200, """
                        {"department_id":"%s","name":"Perizinan Usaha","open":true,"next_change_at":null,
                         "agents":{"online":1,"busy":1,"away":0,"offline":2},"waiting":3,"active":1,
                         "longest_wait_seconds":12,"free_slots":4}""".formatted(DEPARTMENT))
                .on("routing GET /agents", 200, """
                        {"items":[{"id":"%s","name":"Agent One","role":"agent","department_ids":["%s"],"status":"busy"},
                         {"id":"%s","name":"Gone","role":"agent","department_ids":["%s"],"status":"offline"}],
                         "next_cursor":null}""".formatted(AGENT_ID, DEPARTMENT, VISITOR, DEPARTMENT));

        as(StaffToken.AGENT)
                .get("/api/agent-status/department/" + DEPARTMENT)
                .then()
                .statusCode(200)
                .body("data.online_agents", equalTo(2))
                .body("data.waiting_sessions", equalTo(3))
                .body("data.agents.name", contains("Agent One"));
    }

    @Test
    void a_password_reset_is_answered_alike_for_everybody() {
        services.on("auth POST /password-resets", 202, "");

        json("{\"email\":\"nobody@livechat.com\"}")
                .post("/api/auth/password-reset")
                .then()
                .statusCode(200)
                .body("success", equalTo(true));
        json("{\"new_password\":\"secret1\"}")
                .post("/api/auth/password-reset/..%2Flogin")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"department_id=7", "is_active=perhaps", "limit=0", "page=x"})
    void users_are_narrowed_by_what_can_be_meant_only(String query) {
        as(StaffToken.ADMIN).get("/api/users?" + query).then().statusCode(400).body("success", equalTo(false));
        assertThat(services.asked("auth GET /staff")).isEmpty();
    }
}
