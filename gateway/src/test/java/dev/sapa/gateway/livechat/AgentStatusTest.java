package dev.sapa.gateway.livechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AgentStatusTest extends LivechatTest {

    private static final String DECLARE = "routing PUT /agents/me/status";
    private static final String BEAT = "routing POST /agents/me/heartbeat";
    private static final String OWN = "routing GET /agents/me";
    private static final String FIND = "routing GET /agents/" + AGENT_ID;

    private static String agent(String status) {
        return """
                {"id":"%s","number":11,"name":"Agent One","role":"agent","department_ids":[],"status":"%s",
                 "declared":"%s","live":true,"available":true,"load":1,"capacity":5,
                 "changed_at":"2025-01-15T10:00:00Z","version":3}""".formatted(AGENT_ID, status, status);
    }

    private void serve(String status) {
        services.on(DECLARE, 200, agent(status)).on(BEAT, 204, "").on(OWN, 200, agent(status));
    }

    @Test
    void S2_19_going_online_is_declared_and_proven() {
        serve("online");

        as(StaffToken.AGENT)
                .post("/api/agent-status/online")
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("data.agent_id", equalTo(AGENT_ID))
                .body("data.status", equalTo("online"))
                .body("data.online", equalTo(true));

        assertThat(services.askedOnce(DECLARE).body().toString()).isEqualTo("{\"status\":\"online\"}");
        assertThat(services.asked(BEAT)).hasSize(1);
    }

    @Test
    void S2_19_going_offline_is_declared_and_proves_nothing() {
        serve("offline");

        as(StaffToken.AGENT)
                .post("/api/agent-status/offline")
                .then()
                .statusCode(200)
                .body("data.status", equalTo("offline"))
                .body("data.online", equalTo(false));

        assertThat(services.askedOnce(DECLARE).body().toString()).isEqualTo("{\"status\":\"offline\"}");
        assertThat(services.asked(BEAT)).isEmpty();
    }

    @Test
    void S2_19_a_heartbeat_alone_changes_nothing_that_was_declared() {
        serve("away");

        as(StaffToken.AGENT)
                .post("/api/agent-status/heartbeat")
                .then()
                .statusCode(200)
                .body("message", equalTo("Heartbeat updated successfully"))
                .body("data.status", equalTo("away"));

        assertThat(services.asked(DECLARE)).isEmpty();
        assertThat(services.asked(BEAT)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"busy,busy", "away,away", "break,away", "ONLINE,online"})
    void S2_19_a_status_that_is_said_is_declared(String said, String declared) {
        serve(declared);

        as(StaffToken.AGENT, "{\"status\":\"%s\"}".formatted(said))
                .post("/api/agent-status/heartbeat")
                .then()
                .statusCode(200);
        as(StaffToken.AGENT, "{\"status\":\"%s\"}".formatted(said))
                .put("/api/agents/status")
                .then()
                .statusCode(200);

        assertThat(services.asked(DECLARE))
                .extracting(request -> request.body().path("status").asText())
                .containsExactly(declared, declared);
    }

    @Test
    void a_status_that_does_not_exist_is_400() {
        as(StaffToken.AGENT, "{\"status\":\"asleep\"}")
                .put("/api/agents/status")
                .then()
                .statusCode(400);
        as(StaffToken.AGENT, "{}").put("/api/agents/status").then().statusCode(400);
        assertThat(services.asked(DECLARE)).isEmpty();
    }

    @Test
    void S2_19_a_heartbeat_cannot_say_offline() {
        as(StaffToken.AGENT, "{\"status\":\"offline\"}")
                .post("/api/agent-status/heartbeat")
                .then()
                .statusCode(400)
                .body("error", equalTo("status must be one of online, busy, away"));
        assertThat(services.asked(BEAT)).isEmpty();
    }

    @Test
    void S2_19_an_agent_that_is_there_is_found() {
        services.on(FIND, 200, agent("busy"));

        as(StaffToken.AGENT)
                .get("/api/agent-status/agent/" + AGENT_ID)
                .then()
                .statusCode(200)
                .body("data.online", equalTo(true))
                .body("data.agent.status", equalTo("busy"));
    }

    @Test
    void S2_19_an_agent_that_is_not_there_is_404_like_an_unknown_one() {
        services.on(FIND, 200, agent("offline")).refuse(FIND, 404, "agent-not-found", "No such agent");

        for (int times = 0; times < 2; times++) {
            as(StaffToken.AGENT)
                    .get("/api/agent-status/agent/" + AGENT_ID)
                    .then()
                    .statusCode(404)
                    .contentType("application/json")
                    .body("success", equalTo(false))
                    .body("message", equalTo("Agent is not online"))
                    .body("data.agent_id", equalTo(AGENT_ID))
                    .body("data.online", equalTo(false))
                    .body("code", equalTo("agent-not-online"));
        }
    }

    @Test
    void who_does_not_answer_conversations_has_no_status() {
        services.refuse(DECLARE, 409, "not-an-agent", "This staff user does not answer conversations");

        as(StaffToken.ADMIN)
                .post("/api/agent-status/online")
                .then()
                .statusCode(409)
                .body("message", equalTo("Failed to update agent status"))
                .body("code", equalTo("not-an-agent"));
    }
}
