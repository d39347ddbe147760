package dev.sapa.gateway.health;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.TestSocket;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@GatewayTest
class HealthTest {

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    private final StubServices services = StubServices.get();

    @Test // S2-33
    void is_ok_when_every_service_is_ready_and_names_the_ones_that_are_not() {
        await().untilAsserted(() -> given().get("/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("ok"))
                .body("message", equalTo("LiveChat API is running"))
                .body("services.chat", equalTo("ready")));
        services.fail("/ready/chat");

        await().untilAsserted(() -> given().get("/health")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("services.chat", equalTo("unavailable"))
                .body("services.auth", equalTo("ready")));
    }

    @Test
    void answers_the_root_by_what_the_client_accepts() {
        given().accept("application/json").get("/").then().statusCode(200).body("status", equalTo("ok"));
        given().accept("*/*").get("/").then().statusCode(200).body("status", equalTo("ok"));
        // S1-1
        given().accept("text/plain").get("/").then().statusCode(200).body(equalTo("Socket.IO Server is running."));
        given().accept("text/html").get("/").then().statusCode(200).body(containsString("<h1>Sapa</h1>"));
    }

    @Test
    void is_ready_and_live_on_the_management_port_and_counts_there() {
        var management = "http://localhost:" + managementPort;
        await().untilAsserted(
                        () -> given().get(management + "/q/health/ready").then().statusCode(200));
        given().get(management + "/q/health/live").then().statusCode(200);
        var conversation = services.conversation(UUID.randomUUID());
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);
            socket.send("send_message", conversation.id, "message", "Halo", "client_msg_id", "m-1");
            socket.await("new_message");
        }
        given().get(management + "/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("sapa_gateway_sockets"))
                .body(containsString("sapa_gateway_deliveries_total"))
                .body(containsString("sapa_gateway_events_silence_seconds"));
        given().get("/q/metrics").then().statusCode(404);
        given().get("/q/health").then().statusCode(404);
    }

    @Test
    void asks_for_an_upgrade_where_a_socket_is() {
        given().get("/ws/chat").then().statusCode(426).header("Upgrade", equalTo("websocket"));
    }
}
