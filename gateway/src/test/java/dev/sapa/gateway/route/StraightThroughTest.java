package dev.sapa.gateway.route;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource
    void a_call_whose_answer_is_lost_is_answered_nonetheless(HttpClient.Version version) throws Exception {
        var client = HttpClient.newBuilder().version(version).build();
        var request = HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + RestAssured.port + "/emulator/conversations/" + version + "/messages"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\":\"Halo\"}"))
                .build();
        for (int i = 0; i < 3; i++) {
            services.loseAnswers();

            var lost = client.send(request, BodyHandlers.ofString());
            var found = client.send(request, BodyHandlers.ofString());

            assertThat(lost.statusCode()).isEqualTo(503);
            assertThat(lost.headers().firstValue("Retry-After")).contains("1");
            assertThat(lost.body()).contains("service-unavailable");
            assertThat(found.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void the_services_own_api_asks_for_an_administrator_under_its_short_address_too() {
        given().get("/api/salesforce/config").then().statusCode(401);
        given().get("/api/v2/salesforce/config").then().statusCode(401);
        given().get("/.well-known/salesforce/oss/jwks.json").then().statusCode(200);
    }
}
