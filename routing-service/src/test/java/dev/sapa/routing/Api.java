package dev.sapa.routing;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** The service's HTTP API as its callers use it. */
public final class Api {

    private Api() {}

    public static RequestSpecification as(String token) {
        return RestAssured.given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    public static RequestSpecification asAgent(UUID agent, UUID company) {
        return as(Tokens.staff(agent, company, "agent"));
    }

    public static RequestSpecification asAdmin(UUID company) {
        return as(Tokens.staff(UUID.randomUUID(), company, "admin"));
    }

    /** A gateway says that the agent has a socket open; the socket's id. */
    public static String openSocket(UUID agent, UUID company, String gateway) {
        var socket = UUID.randomUUID().toString();
        as(Tokens.service())
                .body(Map.of("staff_id", agent, "company_id", company, "gateway", gateway))
                .put("/presence/sessions/{socket}", socket)
                .then()
                .statusCode(204);
        return socket;
    }

    public static void closeSocket(String socket) {
        as(Tokens.service())
                .delete("/presence/sessions/{socket}", socket)
                .then()
                .statusCode(204);
    }

    public static void declare(UUID agent, UUID company, String status) {
        asAgent(agent, company)
                .body(Map.of("status", status))
                .put("/agents/me/status")
                .then()
                .statusCode(200);
    }

    public static ValidatableResponse assign(RequestSpecification caller, UUID conversation, UUID agent, String kind) {
        return caller.body(Map.of("agent_id", agent, "kind", kind))
                .post("/conversations/{id}/assignments", conversation)
                .then();
    }
}
