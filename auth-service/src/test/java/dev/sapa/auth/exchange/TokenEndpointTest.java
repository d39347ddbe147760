package dev.sapa.auth.exchange;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AuthTest
class TokenEndpointTest {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    @Test
    void gives_services_a_token_for_every_company() {
        String token = service("chat-service", "demo-service-secret")
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(900))
                .extract()
                .path("access_token");

        var claims = claims(token);
        assertThat(claims.getString("sub")).isEqualTo("chat-service");
        assertThat(claims.getString("role")).isEqualTo("service");
        assertThat(claims.getList("groups")).containsExactly("service");
        assertThat(claims.<Object>get("company_id")).isNull();
        Api.as(token).get("/staff?company_id={id}", Api.OSS).then().statusCode(200);
        Api.as(token).get("/staff").then().statusCode(400).body("code", equalTo("company-missing"));
        Api.as(token).get("/companies").then().statusCode(200);
        Api.as(token).get("/me").then().statusCode(403);
        Api.as(token).body(Map.of("name", "X")).post("/departments").then().statusCode(403);
    }

    @Test
    void refuses_services_it_does_not_know() {
        service("chat-service", "wrong").statusCode(401).body("error", equalTo("invalid_client"));
        service("somebody", "demo-service-secret").statusCode(401).body("code", equalTo("invalid-client"));
        given().formParam("grant_type", "password").post("/oauth/token").then().statusCode(400);
        given().formParam("x", "y")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("grant_type"));
    }

    @Test
    void trades_a_companys_own_token_for_a_minute_as_a_visitor() {
        long expires = Instant.now().getEpochSecond() + 3600;
        var theirs = CompanyTokenTest.signed(
                "{\"alg\":\"HS256\"}",
                CompanyTokenTest.claims("CompanyA", "\"user1\"", "user", expires),
                "your_jwt_secret");

        String ours = exchange(theirs, "urn:sapa:token-type:company-jwt")
                .statusCode(200)
                .body("issued_token_type", equalTo("urn:ietf:params:oauth:token-type:access_token"))
                .body("expires_in", allOf(greaterThan(0), lessThanOrEqualTo(60)))
                .extract()
                .path("access_token");

        var claims = claims(ours);
        assertThat(claims.getString("sub")).isEqualTo("companya:user1");
        assertThat(claims.getString("company_id")).isEqualTo(Api.COMPANY_A);
        assertThat(claims.getString("company_user_id")).isEqualTo("user1");
        assertThat(claims.getString("role")).isEqualTo("visitor");
        Api.as(ours).get("/me").then().statusCode(403);
        Api.as(ours).get("/staff").then().statusCode(403);
        // A company's own token is never taken for one of ours.
        Api.as(theirs).get("/me").then().statusCode(401);
    }

    @Test
    void refuses_company_tokens_alike_whatever_is_wrong_with_them() {
        long expires = Instant.now().getEpochSecond() + 3600;
        var header = "{\"alg\":\"HS256\"}";
        var unknown = CompanyTokenTest.signed(
                header, CompanyTokenTest.claims("nobody", "\"u\"", "user", expires), "your_jwt_secret");
        var forged = CompanyTokenTest.signed(
                header, CompanyTokenTest.claims("companya", "\"u\"", "user", expires), "forged");
        var ours = Api.accessToken("agent1", "password");

        for (var token : new String[] {unknown, forged, ours, "x"}) {
            exchange(token, "urn:sapa:token-type:company-jwt").statusCode(401).body("code", equalTo("subject-refused"));
        }
        exchange(unknown, "urn:other").statusCode(400);
    }

    private static ValidatableResponse service(String name, String secret) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", name)
                .formParam("client_secret", secret)
                .post("/oauth/token")
                .then();
    }

    private static ValidatableResponse exchange(String token, String type) {
        return given().formParam("grant_type", EXCHANGE)
                .formParam("subject_token", token)
                .formParam("subject_token_type", type)
                .post("/oauth/token")
                .then();
    }

    private static JsonPath claims(String token) {
        var json = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return JsonPath.from(json);
    }
}
