package dev.sapa.gateway.route;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is salesforce-bridge's own, credentials included. */
@GatewayTest
class StraightThroughTest {

    private final StubServices services = StubServices.get();

    @Test // S0-1
    void the_root_of_the_simulators_port_is_the_simulator() {
        given().header("Host", "localhost:5001")
                .get("/")
                .then()
                .statusCode(200)
                .body("request", equalTo("GET /simulator"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /simulator",
        "GET, /simulator/index.js",
        "POST, /api/generate-token",
        "GET, /api/list-conversation-entries/1?limit=5",
        "POST, /iamessage/api/v2/conversation",
        "POST, /services/oauth2/token",
        "POST, /api/v1/conversationHistory"
    })
    void a_call_is_passed_on_with_its_own_cookies_and_credentials(String method, String path) {
        given().header("Authorization", "Bearer of-another-world")
                .header("Cookie", "sapa_simulator=abc")
                .request(method, path)
                .then()
                .statusCode(200)
                .body("request", equalTo(method + " " + path));

        var seen = services.seen(path);
        var headers = seen.get(seen.size() - 1).headers();
        assertThat(headers.get("Authorization")).containsExactly("Bearer of-another-world");
        assertThat(headers.get("Cookie")).containsExactly("sapa_simulator=abc");
        assertThat(headers).containsKey("X-forwarded-for");
    }

    @Test
    void the_services_own_api_asks_for_an_administrator_under_its_short_address_too() {
        given().get("/api/salesforce/config").then().statusCode(401);
        given().get("/api/v2/salesforce/config").then().statusCode(401);
        given().get("/.well-known/salesforce/oss/jwks.json").then().statusCode(200);
    }
}
