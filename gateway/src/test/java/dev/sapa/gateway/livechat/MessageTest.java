package dev.sapa.gateway.livechat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class MessageTest extends LivechatTest {

    private static final String SEND = "/api/public/chat/message";
    private static final String POSTED =
            "{\"message\":%s,\"duplicate\":false,\"conversation\":%s}".formatted(MESSAGE, WAITING);

    /** Another one for each test: what a bare id was worth is remembered for a while. */
    private final String session = UUID.randomUUID().toString();

    private final String post = "chat POST /conversations/" + session + "/messages";
    private final String list = "chat GET /conversations/" + session + "/messages";
    private final String access = "chat POST /conversations/" + session + "/access";

    private String body(String more) {
        return "{\"session_id\":\"%s\",\"message\":\"Halo\"%s}".formatted(session, more);
    }

    @Test
    void S2_9_a_bare_session_id_suffices_where_the_company_is_open() {
        services.on(access, 200, "{\"session_token\":\"lcs_won\",\"expires_in\":60}")
                .on(post, 201, POSTED);

        json(body(""))
                .post(SEND)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("success", equalTo(true))
                .body("message", equalTo("Message sent successfully"))
                .body("data.message_id", equalTo("aa0e8400-e29b-41d4-a716-446655440000"))
                .body("data.timestamp", equalTo("2025-01-15T10:01:00Z"))
                .body("data.status", equalTo("sent"))
                .body("data.seq", equalTo(2))
                .body("data.sender_type", equalTo("customer"));

        var sent = services.askedOnce(post);
        assertThat(sent.header("Authorization")).isEqualTo("Bearer lcs_won");
        assertThat(sent.body().toString()).isEqualTo("{\"text\":\"Halo\",\"message_type\":\"text\"}");
    }

    @Test
    void S2_9_type_attachments_and_the_clients_own_id_are_passed_on() {
        services.on(post, 201, POSTED);

        json(body(
                        ",\"message_type\":\"file\",\"attachments\":[\"https://x.example/a.pdf\",{\"name\":\"b\"}],\"client_msg_id\":\"m-1\",\"session_token\":\"lcs_body\""))
                .post(SEND)
                .then()
                .statusCode(200)
                .body("data.client_msg_id", equalTo("m-1"));

        var sent = services.askedOnce(post);
        assertThat(sent.header("Authorization")).isEqualTo("Bearer lcs_body");
        assertThat(sent.body().toString())
                .isEqualTo("{\"text\":\"Halo\",\"message_type\":\"file\","
                        + "\"attachments\":[{\"url\":\"https://x.example/a.pdf\"},{\"name\":\"b\"}],"
                        + "\"client_msg_id\":\"m-1\"}");
    }

    @Test
    void the_session_token_is_taken_from_bearer_then_header_then_cookie() {
        services.on(post, 201, POSTED);

        json(body(""))
                .header("Authorization", "Bearer lcs_1")
                .header("X-Session-Token", "lcs_2")
                .post(SEND);
        json(body(""))
                .header("X-Session-Token", "lcs_2")
                .cookie("sapa_session", "lcs_3")
                .post(SEND);
        json(body("")).cookie("sapa_session", "lcs_3").post(SEND);

        assertThat(services.asked(post))
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer lcs_1", "Bearer lcs_2", "Bearer lcs_3");
        assertThat(services.asked(access)).isEmpty();
    }

    @Test
    void S2_11_a_cookie_of_another_conversation_does_not_hinder() {
        services.on(access, 200, "{\"session_token\":\"lcs_won\",\"expires_in\":60}")
                .refuse(post, 404, "conversation-not-found", "No such conversation")
                .on(post, 201, POSTED);

        json(body(""))
                .cookie("sapa_session", "lcs_of_another")
                .post(SEND)
                .then()
                .statusCode(200);

        assertThat(services.asked(post))
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer lcs_of_another", "Bearer lcs_won");
    }

    @Test
    void a_staff_token_makes_it_the_agents_message() {
        services.on(
                post,
                201,
                "{\"message\":%s,\"duplicate\":false,\"conversation\":%s}"
                        .formatted(MESSAGE.replace("\"author\":\"visitor\"", "\"author\":\"agent\""), ACTIVE));

        as(StaffToken.AGENT, body("")).post(SEND).then().statusCode(200).body("data.sender_type", equalTo("agent"));

        assertThat(services.askedOnce(post).header("Authorization")).isEqualTo("Bearer " + StaffToken.AGENT);
    }

    @ParameterizedTest
    @CsvSource({
        "404,conversation-not-found,400,chat session not found",
        "409,conversation-closed,400,cannot send message to closed session",
        "409,client-msg-id-reused,409,The service says so"
    })
    void S2_9_refusals_of_chat_service_are_in_the_seeds_words(int native_, String code, int status, String error) {
        services.refuse(post, native_, code, "The service says so");

        json(body(",\"session_token\":\"lcs_own\",\"client_msg_id\":\"m-1\""))
                .post(SEND)
                .then()
                .statusCode(status)
                .body("success", equalTo(false))
                .body("message", equalTo("Failed to send message"))
                .body("error", equalTo(error))
                .body("code", equalTo(code))
                .body("status", equalTo(status));
    }

    @Test
    void S2_9_where_the_portal_is_strict_a_bare_session_id_is_answered_like_an_unknown_one() {
        services.refuse(access, 404, "conversation-not-found", "No such conversation");

        json(body(""))
                .post(SEND)
                .then()
                .statusCode(400)
                .body("message", equalTo("Failed to send message"))
                .body("error", equalTo("chat session not found"));
        assertThat(services.asked(post)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\":\"Halo\"}|missing required field: session_id",
                "{\"session_id\":\"7\",\"message\":\"Halo\"}|session_id must be a valid UUID",
                "{\"session_id\":\"660e8400-e29b-41d4-a716-446655440000\"}|missing required field: message",
                "{\"session_id\":\"660e8400-e29b-41d4-a716-446655440000\",\"message\":\" \"}|missing required field: message",
                "{\"session_id\":\"660e8400-e29b-41d4-a716-446655440000\",\"message\":\"x\",\"message_type\":\"video\"}"
                        + "|message_type must be one of text, image, file, system"
            })
    void S2_9_what_is_missing_or_malformed_is_400(String body, String error) {
        json(body)
                .post(SEND)
                .then()
                .statusCode(400)
                .body("message", equalTo("Invalid request body"))
                .body("error", equalTo(error));
    }

    @Test
    void a_tampered_staff_token_is_not_taken_for_a_visitor() {
        as("a.b.c", body("")).post(SEND).then().statusCode(401).body("message", equalTo("Invalid or expired token"));
        assertThat(services.asked(post)).isEmpty();
    }

    @Test
    void S2_10_the_whole_conversation_is_listed_oldest_first() {
        services.on(list, 200, """
                {"items":[%s,{"id":"ab0e8400-e29b-41d4-a716-446655440000","number":10,"conversation_id":"%s","seq":3,
                 "author":"system","author_id":null,"author_name":null,"message_type":"file","text":"f",
                 "attachments":[{"url":"https://x.example/a.pdf"},{"url":"u","name":"n"}],"client_msg_id":null,
                 "posted_at":"2025-01-15T10:02:00Z","read_at":"2025-01-15T10:03:00Z"}],
                 "next_cursor":null,"last_seq":3}""".formatted(MESSAGE, SESSION));

        given().header("X-Session-Token", "lcs_own")
                .get("/api/public/chat/session/{id}/messages", session)
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("message", equalTo("Messages retrieved successfully"))
                .body("data", hasSize(2))
                .body("data[0].id", equalTo("aa0e8400-e29b-41d4-a716-446655440000"))
                .body("data[0].session_id", equalTo(SESSION))
                .body("data[0].sender_id", equalTo(VISITOR))
                .body("data[0].sender_type", equalTo("customer"))
                .body("data[0].message", equalTo("Halo"))
                .body("data[0].message_type", equalTo("text"))
                .body("data[0].seq", equalTo(2))
                .body("data[0].created_at", equalTo("2025-01-15T10:01:00Z"))
                .body("data[0]", not(hasKey("attachments")))
                .body("data[0]", not(hasKey("read_at")))
                .body("data[1].sender_type", equalTo("system"))
                .body("data[1]", not(hasKey("sender_id")))
                .body("data[1].attachments[0]", equalTo("https://x.example/a.pdf"))
                .body("data[1].attachments[1].name", equalTo("n"))
                .body("data[1].read_at", equalTo("2025-01-15T10:03:00Z"));

        assertThat(services.askedOnce(list).query()).contains("limit=1000");
    }

    @Test
    void S2_10_limit_and_after_seq_narrow_the_list_and_nothing_is_an_empty_list() {
        services.on(list, 200, "{\"items\":[],\"next_cursor\":null,\"last_seq\":0}");

        given().header("X-Session-Token", "lcs_own")
                .get("/api/public/chat/session/{id}/messages?limit=5&after_seq=7", session)
                .then()
                .statusCode(200)
                .body("data", hasSize(0));

        assertThat(services.askedOnce(list).query()).contains("limit=5").contains("after_seq=7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "after_seq=-1"})
    void S2_10_bounds_that_are_none_are_400(String query) {
        given().get("/api/public/chat/session/" + session + "/messages?" + query)
                .then()
                .statusCode(400)
                .body("message", containsString("parameter"));
    }

    @Test
    void S2_10_a_bad_uuid_is_400_and_an_unknown_session_is_not_found() {
        services.refuse(access, 404, "conversation-not-found", "No such conversation");

        given().get("/api/public/chat/session/not-a-uuid/messages")
                .then()
                .statusCode(400)
                .body("message", equalTo("Invalid session ID"));
        given().get("/api/public/chat/session/{id}/messages", session)
                .then()
                .statusCode(404)
                .body("message", equalTo("Session not found"))
                .body("code", equalTo("conversation-not-found"));
    }
}
