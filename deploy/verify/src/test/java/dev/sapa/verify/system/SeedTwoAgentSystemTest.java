package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** S2-12 to S2-19: agents and administrators. */
@Order(4)
class SeedTwoAgentSystemTest extends SeedTest {

    SeedTwoAgentSystemTest(Suite suite) {
        super(suite);
    }

    private String assigned(int agent) {
        var session = session(start("Izin usaha"));
        assign(admin(), session, Livechat.agentId(agent)).expect(200);
        return session;
    }

    private static List<String> sessions(JsonNode body) {
        return body.path("data").findValuesAsText("session_id");
    }

    @Test
    void s2_12_an_agent_lists_its_own_sessions_page_by_page() {
        var own = List.of(assigned(4), assigned(4));
        var foreign = assigned(5);

        var body =
                agent(4).get("/api/chat/agent/sessions?status=active&limit=100").expect(200);
        assertThat(sessions(body)).containsAll(own).doesNotContain(foreign);
        assertThat(body.at("/data/0/id")).isEqualTo(body.at("/data/0/session_id"));
        assertThat(body.at("/pagination/page").asInt()).isEqualTo(1);
        assertThat(body.at("/pagination/limit").asInt()).isEqualTo(100);
        int total = body.at("/pagination/total").asInt();

        var second = agent(4).get("/api/chat/agent/sessions?status=active&limit=1&page=2")
                .expect(200);
        assertThat(sessions(second)).hasSize(1).doesNotContain(sessions(body).get(0));
        assertThat(second.at("/pagination/total_pages").asInt()).isEqualTo(total);
        assertThat(agent(4).get("/api/chat/agent/sessions?limit=0").status()).isEqualTo(400);
        assertThat(agent(4).get("/api/chat/agent/sessions?page=x").status()).isEqualTo(400);
    }

    @Test
    void s2_13_the_first_reply_of_an_agent_turns_waiting_into_active() {
        var session = session(start("Investasi"));
        assertThat(detail(session).path("status").asText()).isEqualTo("waiting");

        var sent = answer(agent(3), session, "Selamat pagi").expect(200).path("data");

        assertThat(sent.path("status").asText()).isEqualTo("sent");
        var seen = detail(session);
        assertThat(seen.path("status").asText()).isEqualTo("active");
        assertThat(seen.at("/agent/id").asText()).isEqualTo(Livechat.agentId(3));
        assertThat(seen.at("/messages/0/sender_type").asText()).isEqualTo("agent");
        assertRefused(
                api.post("/api/chat/agent/message", Map.of("session_id", session, "message", "Halo")),
                401,
                "Authorization header required");
    }

    @Test
    void s2_14_assigning_makes_the_session_active_in_the_agents_department() {
        var session = session(start("Pajak"));

        var body = assign(agent(4), session, Livechat.agentId(4)).expect(200);

        assertThat(body.path("message").asText()).isEqualTo("Agent assigned successfully");
        var seen = detail(session);
        assertThat(seen.path("status").asText()).isEqualTo("active");
        assertThat(seen.path("agent_id").asText()).isEqualTo(Livechat.agentId(4));
        assertThat(seen.path("department_id").asText()).isEqualTo(departmentId(3));
    }

    @Test
    void s2_14_what_cannot_be_assigned_is_400_and_changes_nothing() {
        var session = session(start("Pajak"));
        for (var body : List.of(
                Map.of("session_id", UNKNOWN, "agent_id", Livechat.AGENT_1),
                Map.of("session_id", session, "agent_id", UNKNOWN),
                Map.of("session_id", session, "agent_id", ADMIN_ID),
                Map.of("session_id", session),
                Map.of("session_id", "7", "agent_id", Livechat.AGENT_1))) {
            assertThat(admin().post("/api/chat/admin/assign", body).status())
                    .as(body.toString())
                    .isEqualTo(400);
        }
        assertThat(detail(session).path("status").asText()).isEqualTo("waiting");

        livechat.close(admin(), session);
        assertRefused(assign(admin(), session, Livechat.AGENT_1), 400, "Failed to assign agent");
    }

    @Test
    void s2_15_closing_keeps_reason_rating_and_feedback_and_works_once() {
        var session = assigned(4);
        var close = Map.of("session_id", session, "reason", "selesai", "rating", 5, "feedback", "Sangat membantu");

        var body = agent(4).post("/api/chat/agent/close", close).expect(200);

        assertThat(body.path("message").asText()).isEqualTo("Session closed successfully");
        var seen = detail(session);
        assertThat(seen.path("status").asText()).isEqualTo("closed");
        assertRecent(seen.path("ended_at"));
        assertThat(seen.path("rating").asInt()).isEqualTo(5);
        assertThat(seen.path("feedback").asText()).isEqualTo("Sangat membantu");
        assertThat(seen.path("close_reason").asText()).isEqualTo("selesai");

        var again = agent(4).post("/api/chat/agent/close", close);
        assertRefused(again, 400, "Failed to close session");
        assertThat(again.body().path("error").asText()).isEqualTo("session is already closed");
        assertThat(agent(4).post("/api/chat/agent/close", Map.of("session_id", UNKNOWN))
                        .status())
                .isEqualTo(400);
        assertThat(agent(4).post("/api/chat/agent/close", Map.of("session_id", session, "rating", 6))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void s2_16_administrators_see_what_waits_oldest_first_and_what_is_active_newest_first() {
        var waiting = List.of(session(start("Izin usaha")), session(start("Izin usaha")));
        var active = List.of(assigned(4), assigned(5));

        assertThat(sessions(admin().get("/api/chat/admin/waiting").expect(200))).containsSubsequence(waiting);
        assertThat(sessions(admin().get("/api/chat/admin/active").expect(200)))
                .containsSubsequence(active.get(1), active.get(0));
        var all = admin().get("/api/chat/admin/sessions?status=active&agent_id=" + Livechat.agentId(5) + "&limit=100")
                .expect(200);
        assertThat(sessions(all)).contains(active.get(1)).doesNotContain(active.get(0));
        assertThat(all.at("/pagination/total").asInt()).isPositive();
        admin().post("/api/chat/admin/close", Map.of("session_id", active.get(0)))
                .expect(200);
    }

    @Test
    void s2_16_agents_are_403_on_the_administrators_routes_and_strangers_401() {
        for (var path : List.of("waiting", "active", "sessions")) {
            assertRefused(agent(1).get("/api/chat/admin/" + path), 403, "Insufficient permissions");
            assertRefused(api.get("/api/chat/admin/" + path), 401, "Authorization header required");
        }
        for (var path : List.of("assign", "close", "transfer")) {
            assertRefused(agent(1).post("/api/chat/admin/" + path, Map.of()), 403, "Insufficient permissions");
            assertRefused(api.post("/api/chat/agent/" + path, Map.of()), 401, "Authorization header required");
        }
    }

    @Test
    void s2_17_the_other_name_of_the_routes_serves_the_same_and_a_session_by_itself() {
        var session = assigned(4);
        say(api, session, "Halo").expect(200);

        var seen = agent(4).get("/api/chat-management/agent/sessions/" + session)
                .expect(200)
                .path("data");
        assertThat(seen.path("topic").asText()).isEqualTo("Izin usaha");
        assertThat(seen.at("/agent/name").asText()).isNotBlank();
        assertThat(seen.at("/department/id").asText()).isEqualTo(departmentId(3));
        assertThat(seen.path("messages")).hasSize(1);
        assertThat(seen.path("tags").isArray()).isTrue();
        assertThat(seen.path("logs").findValuesAsText("action")).contains("started", "assigned");
        assertThat(admin().get("/api/chat-management/admin/waiting").status()).isEqualTo(200);
        assertRefused(agent(4).get("/api/chat-management/agent/sessions/" + UNKNOWN), 404, "Session not found");
        assertRefused(agent(4).get("/api/chat-management/agent/sessions/7"), 400, "Invalid session ID");
    }

    @Test
    void s2_17_connection_status_counts_who_has_joined() {
        var session = assigned(4);
        var path = "/api/chat/agent/sessions/" + session + "/connection-status";
        assertThat(agent(4).get(path)
                        .expect(200)
                        .at("/data/connection_status/customer_connected")
                        .asBoolean())
                .isFalse();
        try (var customer = ChatSocket.open(suite.sockets().get(0))) {
            customer.send("join_session", session, Map.of()).await("joined_session");

            var status = agent(4).get(path).expect(200).at("/data/connection_status");
            assertThat(status.path("customer_connected").asBoolean()).isTrue();
            assertThat(status.path("total_customer").asInt()).isEqualTo(1);
            assertThat(status.path("agent_connected").asBoolean()).isFalse();
        }
    }

    @Test
    void s2_18_a_session_goes_by_itself_to_an_agent_who_is_there_and_waits_while_none_is() {
        var present = agent(5);
        try {
            present.post("/api/agent-status/online", Map.of()).expect(200);
            var session = session(start("Masalah teknis"));

            await().until(() -> detail(session).path("status").asText().equals("active"));
            assertThat(detail(session).path("agent_id").asText()).isEqualTo(Livechat.agentId(5));
            assertThat(detail(session).path("logs").findValuesAsText("action")).contains("auto_assigned");
        } finally {
            present.post("/api/agent-status/offline", Map.of()).expect(200);
        }
        var later = session(start("Masalah teknis"));
        assertThat(detail(later).path("status").asText()).isEqualTo("waiting");
    }

    @Test
    void s2_19_status_is_declared_beaten_and_asked() {
        var own = "/api/agent-status/agent/" + Livechat.agentId(2);
        try {
            for (var status : List.of("online", "busy", "away")) {
                agent(2).post("/api/agent-status/heartbeat", Map.of("status", status))
                        .expect(200);
                var data = agent(1).get(own).expect(200).path("data");
                assertThat(data.at("/agent/status").asText()).isEqualTo(status);
                assertThat(data.path("online").asBoolean()).isTrue();
            }
            assertThat(agent(2).post("/api/agent-status/heartbeat", Map.of("status", "asleep"))
                            .status())
                    .isEqualTo(400);
            assertThat(agent(2).post("/api/agent-status/heartbeat", Map.of("status", "offline"))
                            .status())
                    .isEqualTo(400);
            assertThat(listed(agent(1), "/api/agent-status/online")).contains(Livechat.agentId(2));
            var department = agent(1).get("/api/agent-status/department/" + departmentId(1))
                    .expect(200);
            assertThat(department.at("/data/online_agents").asInt()).isPositive();
            assertThat(agent(1).get("/api/agent-status/stats")
                            .expect(200)
                            .at("/data/online_agents")
                            .asInt())
                    .isPositive();
            assertThat(agent(2).get("/api/agents/status")
                            .expect(200)
                            .at("/data/status")
                            .asText())
                    .isEqualTo("away");
        } finally {
            agent(2).post("/api/agent-status/offline", Map.of()).expect(200);
        }
        var gone = agent(1).get(own);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body().path("message").asText()).isEqualTo("Agent is not online");
        assertThat(gone.body().at("/data/online").asBoolean(true)).isFalse();
        assertThat(gone.body().at("/data/agent_id").asText()).isEqualTo(Livechat.agentId(2));
        assertThat(listed(agent(1), "/api/agents")).contains(Livechat.agentId(2));
        assertRefused(api.get("/api/agent-status/stats"), 401, "Authorization header required");
    }

    private static List<String> listed(Api who, String path) {
        return StreamSupport.stream(who.get(path).expect(200).path("data").spliterator(), false)
                .map(agent -> agent.path("agent_id").asText())
                .toList();
    }

    @Test
    void a_transfer_hands_a_session_to_another_agent_or_back_to_a_department() {
        var session = assigned(4);

        agent(4).post("/api/chat/agent/transfer", Map.of("session_id", session, "agent_id", Livechat.agentId(5)))
                .expect(200);
        assertThat(detail(session).path("agent_id").asText()).isEqualTo(Livechat.agentId(5));

        admin().post(
                        "/api/chat/admin/transfer",
                        Map.of("session_id", session, "department_id", departmentId(2), "note", "soal investasi"))
                .expect(200);
        var seen = detail(session);
        assertThat(seen.path("status").asText()).isEqualTo("waiting");
        assertThat(seen.path("department_id").asText()).isEqualTo(departmentId(2));
        assertThat(seen.path("logs").findValuesAsText("action")).contains("transferred");
    }
}
