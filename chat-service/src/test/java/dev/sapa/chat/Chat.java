package dev.sapa.chat;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The service as its callers see it. */
public final class Chat {

    private Chat() {}

    /** A conversation as its visitor holds it. */
    public record Held(UUID id, UUID company, String sessionToken) {}

    public static Held started(UUID company) {
        return started(company, Map.of("browser_uuid", UUID.randomUUID().toString()));
    }

    public static Held started(UUID company, Map<String, Object> visitor) {
        var response = start(company, Map.of("topic", "Izin usaha", "visitor", visitor));
        response.then().statusCode(201);
        return held(company, response);
    }

    public static Held held(UUID company, Response response) {
        return new Held(UUID.fromString(response.path("id")), company, response.path("session_token"));
    }

    public static Response start(UUID company, Map<String, Object> body) {
        var named = new HashMap<>(body);
        named.put("company", Announcements.slug(company));
        return given().contentType(ContentType.JSON).body(named).post("/conversations");
    }

    public static Response post(String token, UUID conversation, Map<String, Object> body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/conversations/{id}/messages", conversation);
    }

    public static Response say(String token, UUID conversation, String text) {
        return post(token, conversation, Map.of("text", text));
    }

    public static Response get(String token, String path, Object... parameters) {
        return given().auth().oauth2(token).get(path, parameters);
    }

    public static Response send(String token, String method, String path, Object body, Object... parameters) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .request(method, path, parameters);
    }

    public static Response close(String token, UUID conversation, Map<String, Object> body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/conversations/{id}/close", conversation);
    }

    public static Response assign(Held conversation, long epoch, UUID agent) {
        return assign(conversation, epoch, agent, null);
    }

    public static Response assign(Held conversation, long epoch, UUID agent, @Nullable UUID department) {
        var body = new HashMap<String, Object>();
        body.put("company_id", conversation.company());
        body.put("assignment_id", UUID.randomUUID());
        body.put("version", epoch);
        body.put("epoch", epoch);
        body.put("agent_id", agent);
        body.put("department_id", department);
        body.put("kind", "automatic");
        body.put("forced", false);
        return given().auth()
                .oauth2(Tokens.service("routing-service"))
                .contentType(ContentType.JSON)
                .body(body)
                .put("/conversations/{id}/assignment", conversation.id());
    }
}
