package dev.sapa.auth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The service as a client sees it. */
public final class Api {

    public static final String OSS = "550e8400-e29b-41d4-a716-446655440100";
    public static final String COMPANY_A = "550e8400-e29b-41d4-a716-446655440101";
    public static final String PERIZINAN = "550e8400-e29b-41d4-a716-446655440001";
    public static final String INVESTASI = "550e8400-e29b-41d4-a716-446655440002";

    private Api() {}

    public static RequestSpecification anonymous() {
        return given().contentType(ContentType.JSON);
    }

    public static RequestSpecification as(String accessToken) {
        return anonymous().auth().oauth2(accessToken);
    }

    public static RequestSpecification asOperator() {
        return as(accessToken("operator", "operator123"));
    }

    public static RequestSpecification asAdmin() {
        return as(accessToken("admin@livechat.com", "password"));
    }

    public static Response login(String name, String password) {
        return anonymous().body(Map.of("login", name, "password", password)).post("/login");
    }

    public static ValidatableResponse signIn(String name, String password) {
        return login(name, password).then().statusCode(200);
    }

    public static String accessToken(String name, String password) {
        return signIn(name, password).extract().path("access_token");
    }

    public static Response refresh(String refreshToken) {
        return anonymous().body(Map.of("refresh_token", refreshToken)).post("/refresh");
    }

    /** A new agent of company oss with a name of its own; the password is {@code sesame}. */
    public static Person newAgent() {
        return newPerson(asAdmin(), "agent", Map.of("department_ids", List.of(PERIZINAN)));
    }

    /** A new admin of another company than oss; the password is {@code sesame}. */
    public static Person newAdminOfCompanyA() {
        return newPerson(asOperator(), "admin", Map.of("company_id", COMPANY_A));
    }

    public static Person newPerson(RequestSpecification creator, String role, Map<String, Object> more) {
        var name = "p" + UUID.randomUUID().toString().substring(0, 13);
        Map<String, Object> body = new HashMap<>(more);
        body.putIfAbsent("email", name + "@example.org");
        body.putIfAbsent("name", "Somebody");
        body.putIfAbsent("role", role);
        body.putIfAbsent("password", "sesame");
        String id = creator.body(body)
                .post("/staff")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new Person(UUID.fromString(id), name + "@example.org", name);
    }

    /** Somebody who can sign in. */
    public record Person(UUID id, String email, String username) {

        public String accessToken() {
            return Api.accessToken(email, "sesame");
        }

        public ValidatableResponse signIn() {
            return Api.signIn(email, "sesame");
        }
    }
}
