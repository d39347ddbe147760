package dev.sapa.gateway.livechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StaffChatTest extends LivechatTest {

    private static final String LIST = "chat GET /conversations";
    private static final String ASSIGN = "routing POST /conversations/" + SESSION + "/assignments";
    private static final String CLOSE = "chat POST /conversations/" + SESSION + "/close";
    private static final String ASSIGNED = """
            {"assignment_id":"cc0e8400-e29b-41d4-a716-446655440000","epoch":2,"agent_id":"%s","department_id":"%s",
             "forced":false,"conversation":%s}""".formatted(AGENT_ID, DEPARTMENT, ACTIVE);
    private static final String ASSIGNMENT = "{\"session_id\":\"%s\",\"agent_id\":\"%s\"}".formatted(SESSION, AGENT_ID);

    private static String page(int items, @Nullable String cursor, int total) {
        return "{\"items\":[%s],\"next_cursor\":%s,\"total\":%d}"
                .formatted(
                        String.join(",", Collections.nCopies(items, WAITING)),
                        cursor == null ? "null" : "\"" + cursor + "\"",
                        total);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat/agent/sessions", "/api/chat-management/agent/sessions"})
    void S2_12_S2_17_an_agent_lists_its_own_sessions_in_pages(String path) {
        services.on(LIST, 200, page(2, null, 22));

        as(StaffToken.AGENT)
                .get(path + "?status=active&limit=20")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("success", equalTo(true))
                .body("message", equalTo("Agent sessions retrieved successfully"))
                .body("data", hasSize(2))
                .body("data[0].id", equalTo(SESSION))
                .body("data[0].session_id", equalTo(SESSION))
                .body("data[0].chat_user_id", equalTo(VISITOR))
                .body("data[0].topic", equalTo("Izin usaha"))
                .body("data[0].status", equalTo("waiting"))
                .body("data[0].priority", equalTo("normal"))
                .body("data[0].company_name", equalTo("PT Contoh"))
                .body("data[0].person_name", equalTo("Budi"))
                .body("data[0].email", equalTo("budi@pt.example"))
                .body("data[0].started_at", equalTo("2025-01-15T10:00:00Z"))
                .body("data[0].last_message.message", equalTo("Halo"))
                .body("data[0].last_message.sender_type", equalTo("customer"))
                .body("data[0].unread_count", equalTo(1))
                .body("pagination.page", equalTo(1))
                .body("pagination.limit", equalTo(20))
                .body("pagination.total", equalTo(22))
                .body("pagination.total_pages", equalTo(2));

        var asked = services.askedOnce(LIST);
        assertThat(asked.query().split("&")).contains("agent_id=me", "status=active", "order=newest", "total=true");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + StaffToken.AGENT);
    }

    @Test
    void S2_12_a_later_page_is_cut_out_of_the_cursors_pages() {
        services.on(LIST, 200, page(200, "next/1", 230)).on(LIST, 200, page(30, null, 230));

        as(StaffToken.AGENT)
                .get("/api/chat/agent/sessions?page=3&limit=100")
                .then()
                .statusCode(200)
                .body("data", hasSize(30))
                .body("pagination.page", equalTo(3))
                .body("pagination.total_pages", equalTo(3));

        assertThat(services.asked(LIST)).hasSize(2);
        assertThat(services.asked(LIST).get(1).query()).contains("cursor=next%2F1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=x", "limit=0", "limit=101", "page=1000&limit=100"})
    void S2_12_pages_that_do_not_exist_are_400(String query) {
        as(StaffToken.AGENT)
                .get("/api/chat/agent/sessions?" + query)
                .then()
                .statusCode(400)
                .body("success", equalTo(false));
        assertThat(services.asked(LIST)).isEmpty();
    }

    @Test
    void S2_13_an_agents_message_goes_out_under_its_own_name() {
        services.on(
                "chat POST /conversations/" + SESSION + "/messages",
                201,
                "{\"message\":%s,\"duplicate\":false,\"conversation\":%s}"
                        .formatted(MESSAGE.replace("\"author\":\"visitor\"", "\"author\":\"agent\""), ACTIVE));

        as(StaffToken.AGENT, "{\"session_id\":\"%s\",\"message\":\"Selamat pagi\"}".formatted(SESSION))
                .post("/api/chat/agent/message")
                .then()
                .statusCode(200)
                .body("message", equalTo("Message sent successfully"))
                .body("data.status", equalTo("sent"))
                .body("data.sender_type", equalTo("agent"));
    }

    @ParameterizedTest
    @CsvSource({"/api/chat/agent,agent", "/api/chat/admin,admin", "/api/chat-management/admin,supervisor"})
    void S2_14_S2_16_assigning_answers_the_active_session_with_its_department(String prefix, String role) {
        services.on(ASSIGN, 200, ASSIGNED);

        as(StaffToken.of(role), ASSIGNMENT)
                .post(prefix + "/assign")
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("message", equalTo("Agent assigned successfully"))
                .body("data.session_id", equalTo(SESSION))
                .body("data.status", equalTo("active"))
                .body("data.agent_id", equalTo(AGENT_ID))
                .body("data.agent.name", equalTo("Agent One"))
                .body("data.department_id", equalTo(DEPARTMENT))
                .body("data.department.name", equalTo("Perizinan Usaha"));

        assertThat(services.askedOnce(ASSIGN).body().toString())
                .isEqualTo("{\"agent_id\":\"%s\",\"kind\":\"manual\"}".formatted(AGENT_ID));
    }

    @ParameterizedTest
    @CsvSource({
        "404,conversation-not-found,chat session not found",
        "404,agent-not-found,agent not found",
        "409,not-an-agent,user is not an agent",
        "409,conversation-closed,session is already closed"
    })
    void S2_14_what_cannot_be_assigned_is_400(int native_, String code, String error) {
        services.refuse(ASSIGN, native_, code, "No");

        as(StaffToken.AGENT, ASSIGNMENT)
                .post("/api/chat/agent/assign")
                .then()
                .statusCode(400)
                .body("message", equalTo("Failed to assign agent"))
                .body("error", equalTo(error))
                .body("code", equalTo(code));
    }

    @Test
    void an_assignment_that_is_not_applied_in_time_is_503_with_a_time_to_come_back() {
        services.on(
                ASSIGN,
                503,
                "{\"title\":\"Pending\",\"status\":503,\"code\":\"assignment-pending\"}",
                Map.of("Retry-After", "1"));

        as(StaffToken.AGENT, ASSIGNMENT)
                .post("/api/chat/agent/assign")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("code", equalTo("assignment-pending"));
    }

    @ParameterizedTest
    @CsvSource({"/api/chat/agent,agent", "/api/chat/admin,admin"})
    void S2_15_S2_16_closing_hands_over_reason_rating_and_feedback(String prefix, String role) {
        services.on(CLOSE, 200, conversation("closed", true, ""));

        as(StaffToken.of(role), """
                {"session_id":"%s","reason":"done","rating":5,"feedback":"good"}""".formatted(SESSION))
                .post(prefix + "/close")
                .then()
                .statusCode(200)
                .body("message", equalTo("Session closed successfully"))
                .body("data.status", equalTo("closed"));

        assertThat(services.askedOnce(CLOSE).body().toString())
                .isEqualTo("{\"reason\":\"done\",\"rating\":5,\"feedback\":\"good\"}");
    }

    @Test
    void S2_15_a_second_close_is_400() {
        services.refuse(CLOSE, 409, "conversation-closed", "The conversation is closed");

        as(StaffToken.AGENT, "{\"session_id\":\"%s\"}".formatted(SESSION))
                .post("/api/chat/agent/close")
                .then()
                .statusCode(400)
                .body("message", equalTo("Failed to close session"))
                .body("error", equalTo("session is already closed"))
                .body("code", equalTo("conversation-closed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6", "4.5", "-1", "\"many\""})
    void S2_15_a_rating_is_a_whole_number_from_1_to_5(String rating) {
        as(StaffToken.AGENT, "{\"session_id\":\"%s\",\"rating\":%s}".formatted(SESSION, rating))
                .post("/api/chat/agent/close")
                .then()
                .statusCode(400)
                .body("message", equalTo("Invalid request body"));
        assertThat(services.asked(CLOSE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"waiting,oldest", "active,newest"})
    void S2_16_waiting_comes_oldest_first_and_active_newest_first(String status, String order) {
        services.on(LIST, 200, page(1, null, 1));

        as(StaffToken.ADMIN)
                .get("/api/chat/admin/" + status)
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("data", hasSize(1));

        assertThat(services.askedOnce(LIST).query().split("&")).contains("status=" + status, "order=" + order);
    }

    @Test
    void S2_16_an_administrator_filters_all_sessions() {
        services.on(LIST, 200, page(1, null, 1));

        as(StaffToken.ADMIN)
                .get("/api/chat/admin/sessions?status=closed&agent_id=%s&department_id=%s&page=1&limit=5"
                        .formatted(AGENT_ID, DEPARTMENT))
                .then()
                .statusCode(200)
                .body("pagination.limit", equalTo(5));

        assertThat(services.askedOnce(LIST).query().split("&"))
                .contains("status=closed", "agent_id=" + AGENT_ID, "department_id=" + DEPARTMENT, "limit=5");
    }

    @Test
    void S2_17_one_session_comes_with_all_that_is_known_of_it() {
        services.on("chat GET /conversations/" + SESSION, 200, conversation("closed", true, """
                        ,"rating":4,"feedback":"Baik","tags":[{"id":"550e8400-e29b-41d4-a716-446655440020",
                        "name":"Perizinan Baru","color":"#28a745","preset":true}],
                        "contact":{"id":"880e8400-e29b-41d4-a716-446655440000","name":"John","email":"j@c.example",
                        "phone":null,"position":"Manager","company_name":"PT"},
                        "log":{"items":[{"action":"started","at":"2025-01-15T10:00:00Z","actor":"visitor","by":null},
                        {"action":"assigned","at":"2025-01-15T10:01:00Z","actor":"agent",
                        "by":{"id":"550e8400-e29b-41d4-a716-446655440011","name":"Agent One"}}]}"""))
                .on("chat GET /conversations/" + SESSION + "/messages", 200, "{\"items\":[%s]}".formatted(MESSAGE));

        as(StaffToken.AGENT)
                .get("/api/chat/agent/sessions/" + SESSION)
                .then()
                .statusCode(200)
                .body("data.id", equalTo(SESSION))
                .body("data.messages", hasSize(1))
                .body("data.messages[0].message", equalTo("Halo"))
                .body("data.rating", equalTo(4))
                .body("data.feedback", equalTo("Baik"))
                .body("data.tags[0].name", equalTo("Perizinan Baru"))
                .body("data.tags[0].is_preset", equalTo(true))
                .body("data.contact.contact_name", equalTo("John"))
                .body("data.logs.action", contains("started", "assigned"))
                .body("data.logs[0].by", equalTo("customer"))
                .body("data.logs[1].by", equalTo(AGENT_ID))
                .body("data.logs[1].by_name", equalTo("Agent One"));
    }

    @Test
    void S2_29_the_log_stands_by_itself_too() {
        services.on(
                "chat GET /conversations/" + SESSION + "/log",
                200,
                "{\"items\":[{\"action\":\"started\",\"at\":\"2025-01-15T10:00:00Z\",\"actor\":\"visitor\",\"by\":null}]}");

        as(StaffToken.AGENT)
                .get("/api/chat-management/agent/sessions/" + SESSION + "/logs")
                .then()
                .statusCode(200)
                .body("data.action", contains("started"));
    }

    @Test
    void a_transfer_names_an_agent_or_a_department_and_not_both() {
        services.on("routing POST /conversations/" + SESSION + "/transfers", 200, """
                {"conversation":%s,"epoch":3,"department_id":"%s","position":1}""".formatted(WAITING, DEPARTMENT));
        var body = "{\"session_id\":\"%s\",\"department_id\":\"%s\",\"note\":\"pajak\"}".formatted(SESSION, DEPARTMENT);

        as(StaffToken.AGENT, body)
                .post("/api/chat/agent/transfer")
                .then()
                .statusCode(200)
                .body("message", equalTo("Session transferred successfully"))
                .body("data.status", equalTo("waiting"));
        as(StaffToken.AGENT, "{\"session_id\":\"%s\"}".formatted(SESSION))
                .post("/api/chat/agent/transfer")
                .then()
                .statusCode(400);

        assertThat(services.askedOnce("routing POST /conversations/" + SESSION + "/transfers")
                        .body()
                        .toString())
                .isEqualTo("{\"department_id\":\"%s\",\"note\":\"pajak\"}".formatted(DEPARTMENT));
    }

    @Test
    void S2_17_connection_status_is_told_to_those_who_see_the_session() {
        services.on("chat GET /conversations/" + SESSION, 200, ACTIVE)
                .refuse("chat GET /conversations/" + VISITOR, 404, "conversation-not-found", "No such conversation");

        as(StaffToken.AGENT)
                .get("/api/chat/agent/sessions/" + SESSION + "/connection-status")
                .then()
                .statusCode(200)
                .body("data.session_id", equalTo(SESSION))
                .body("data.connection_status.customer_connected", equalTo(false))
                .body("data.connection_status.total_agent", equalTo(0));
        as(StaffToken.AGENT)
                .get("/api/chat/agent/sessions/" + VISITOR + "/connection-status")
                .then()
                .statusCode(404);
    }

    @Test
    void S2_17_an_unknown_session_is_404_and_a_bad_uuid_400() {
        services.refuse("chat GET /conversations/" + SESSION, 404, "conversation-not-found", "No such conversation");

        as(StaffToken.AGENT)
                .get("/api/chat/agent/sessions/" + SESSION)
                .then()
                .statusCode(404)
                .body("message", equalTo("Session not found"));
        as(StaffToken.AGENT)
                .get("/api/chat/agent/sessions/7")
                .then()
                .statusCode(400)
                .body("message", equalTo("Invalid session ID"));
    }
}
