package dev.sapa.salesforce.simulator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.salesforce.SalesforceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SalesforceTest
class SimulatorStateTest {

    @Test
    void s0_18_a_new_browser_has_reached_nothing() {
        given().header("User-Agent", "fresh-" + System.nanoTime())
                .get("/api/status")
                .then()
                .statusCode(200)
                .body("has_access_token", equalTo(false))
                .body("has_conversation", equalTo(false))
                .body("conversation_id", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/create-conversation",
        "POST, /api/send-message",
        "POST, /api/send-file",
        "POST, /api/send-typing-indicator",
        "POST, /api/close-conversation",
        "POST, /api/end-session",
        "GET, /api/list-conversations",
        "GET, /api/sse-config"
    })
    void s0_17_without_a_token_nothing_goes_on(String method, String path) {
        given().header("User-Agent", "fresh-" + System.nanoTime())
                .request(method, path)
                .then()
                .statusCode(400)
                .body("success", equalTo(false))
                .body("error", equalTo("No access token available. Please generate access token first."));
    }
}
