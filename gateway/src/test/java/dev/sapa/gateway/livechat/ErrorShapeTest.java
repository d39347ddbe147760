package dev.sapa.gateway.livechat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ErrorShapeTest extends LivechatTest {

    @ParameterizedTest
    @ValueSource(strings = {"{\"topic\":", "[]", "{\"topic\":{}}", "\"text\""})
    void a_body_that_is_not_the_json_expected_is_400_and_says_nothing_of_the_parser(String body) {
        json(body)
                .post("/api/chat/start")
                .then()
                .statusCode(400)
                .contentType("application/json")
                .body("success", equalTo(false))
                .body("error", equalTo("Invalid request body"))
                .body("details", equalTo("the body is not the JSON expected here"))
                .body("code", equalTo("invalid-request"))
                .body(not(containsString("jackson")));
    }

    @Test
    void no_body_at_all_is_400() {
        given().contentType("application/json")
                .post("/api/public/chat/start")
                .then()
                .statusCode(400)
                .body("error", equalTo("missing required field: topic"));
    }

    @Test
    void no_body_of_no_named_type_is_told_what_it_lacks_or_to_sign_in() {
        given().post("/api/chat/start")
                .then()
                .statusCode(400)
                .body("details", equalTo("missing required field: topic"));
        given().noContentType()
                .post("/api/auth/refresh")
                .then()
                .statusCode(400)
                .body("message", equalTo("Refresh token is required"));
        given().post("/api/chat/agent/assign").then().statusCode(401).body("code", equalTo("credential-required"));
        given().noContentType().post("/api/chat/agent/close").then().statusCode(401);
        given().put("/api/agents/status").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/chat/start,405,method-not-allowed",
        "DELETE,/api/auth/login,405,method-not-allowed",
        "GET,/api/auth/nothing,404,not-found",
        "GET,/api/public/chat/nothing,404,not-found",
        "POST,/api/v1/oss-chat/nothing,404,not-found",
        "GET,/api/users/a/b,404,not-found",
        "GET,/api/nothing,404,not-found",
        "DELETE,/api/analytics,405,method-not-allowed",
        "GET,/api/chat-management/agent/nothing,404,not-found"
    })
    void wrong_paths_and_methods_are_answered_in_the_same_shape(String method, String path, int status, String code) {
        given().request(method, path)
                .then()
                .statusCode(status)
                .contentType("application/json")
                .body("success", equalTo(false))
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }
}
