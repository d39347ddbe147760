package dev.sapa.gateway.livechat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use the staff's routes of the dialect; a new route belongs into these lists. */
@QuarkusTest
class StaffAccessTest extends LivechatTest {

    @ParameterizedTest
    @CsvSource({
        "GET,/api/chat/admin/waiting",
        "GET,/api/chat/admin/active",
        "GET,/api/chat/admin/sessions",
        "GET,/api/chat/admin/sessions/660e8400-e29b-41d4-a716-446655440000",
        "POST,/api/chat/admin/assign",
        "POST,/api/chat/admin/close",
        "POST,/api/chat/admin/transfer",
        "GET,/api/chat/admin/sessions/660e8400-e29b-41d4-a716-446655440000/logs",
        "GET,/api/chat/admin/sessions/660e8400-e29b-41d4-a716-446655440000/connection-status",
        "POST,/api/users",
        "PATCH,/api/users/660e8400-e29b-41d4-a716-446655440000",
        "PUT,/api/users/660e8400-e29b-41d4-a716-446655440000",
        "POST,/api/departments",
        "PUT,/api/departments/660e8400-e29b-41d4-a716-446655440000",
        "PATCH,/api/departments/660e8400-e29b-41d4-a716-446655440000",
        "DELETE,/api/departments/660e8400-e29b-41d4-a716-446655440000",
        "PUT,/api/tags/660e8400-e29b-41d4-a716-446655440000",
        "PATCH,/api/tags/660e8400-e29b-41d4-a716-446655440000",
        "DELETE,/api/tags/660e8400-e29b-41d4-a716-446655440000",
        "POST,/api/email/password-reset",
        "POST,/api/email/welcome",
        "POST,/api/email/send",
        "POST,/api/email/custom",
        "GET,/api/chat-management/admin/waiting"
    })
    void S2_16_agents_are_403_on_the_administrators_routes(String method, String path) {
        as(StaffToken.AGENT, "{}")
                .request(method, path)
                .then()
                .statusCode(403)
                .body("message", equalTo("Insufficient permissions"))
                .body("code", equalTo("forbidden"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/chat/agent/sessions",
        "GET,/api/chat/agent/sessions/660e8400-e29b-41d4-a716-446655440000",
        "POST,/api/chat/agent/message",
        "POST,/api/chat/agent/assign",
        "POST,/api/chat/agent/close",
        "GET,/api/chat/admin/waiting",
        "GET,/api/chat/admin/active",
        "GET,/api/chat/admin/sessions",
        "POST,/api/chat/admin/assign",
        "POST,/api/chat/admin/close",
        "GET,/api/chat-management/agent/sessions",
        "POST,/api/chat/agent/transfer",
        "GET,/api/chat/agent/sessions/660e8400-e29b-41d4-a716-446655440000/logs",
        "GET,/api/chat/agent/sessions/660e8400-e29b-41d4-a716-446655440000/connection-status",
        "GET,/api/chat/sessions/660e8400-e29b-41d4-a716-446655440000/tags",
        "POST,/api/chat/sessions/660e8400-e29b-41d4-a716-446655440000/tags",
        "DELETE,/api/chat/sessions/660e8400-e29b-41d4-a716-446655440000/tags/660e8400-e29b-41d4-a716-446655440001",
        "GET,/api/users",
        "GET,/api/users/agents",
        "GET,/api/users/660e8400-e29b-41d4-a716-446655440000",
        "GET,/api/departments",
        "GET,/api/departments/660e8400-e29b-41d4-a716-446655440000",
        "GET,/api/agents",
        "PUT,/api/agents/status",
        "GET,/api/tags",
        "POST,/api/tags",
        "GET,/api/analytics",
        "GET,/api/analytics/dashboard",
        "GET,/api/agent-status/online",
        "GET,/api/agent-status/stats",
        "GET,/api/agent-status/department/660e8400-e29b-41d4-a716-446655440000",
        "POST,/api/email/chat-transcript",
        "POST,/api/auth/password",
        "PUT,/api/auth/password",
        "POST,/api/auth/logout-all",
        "POST,/api/agent-status/online",
        "POST,/api/agent-status/offline",
        "POST,/api/agent-status/heartbeat",
        "GET,/api/agent-status/agent/660e8400-e29b-41d4-a716-446655440000",
        "GET,/api/agents/status",
        "POST,/api/auth/register",
        "POST,/api/auth/logout",
        "GET,/api/auth/validate"
    })
    void S2_16_without_a_token_every_staff_route_is_401(String method, String path) {
        given().contentType("application/json")
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(401)
                .body("message", equalTo("Authorization header required"))
                .body("code", equalTo("credential-required"));
    }

    @Test
    void a_role_of_services_or_visitors_is_no_staff_role() {
        for (var role : new String[] {"service", "visitor", "portal"}) {
            as(StaffToken.of(role)).get("/api/chat/agent/sessions").then().statusCode(401);
        }
    }
}
