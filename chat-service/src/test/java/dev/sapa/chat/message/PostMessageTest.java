package dev.sapa.chat.message;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.RoutingStub;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class PostMessageTest {

    private final UUID grace = UUID.randomUUID();
    private final UUID linus = UUID.randomUUID();
    private UUID company = UUID.randomUUID();

    @BeforeEach
    void aCompany() {
        company = Announcements.company(PortalAccess.STRICT);
    }

    @AfterEach
    void routingIsItselfAgain() {
        System.clearProperty(RoutingStub.ANSWER);
        System.clearProperty(RoutingStub.PUSH_FOR);
    }

    @Test
    void a_repeat_gets_the_first_answer() { // S2-9 as the send path keeps it: one client_msg_id, one message
        var held = Chat.started(company);
        var message = Map.<String, Object>of("text", "Halo", "client_msg_id", "m-1");

        var first = Chat.post(held.sessionToken(), held.id(), message);
        Chat.say(held.sessionToken(), held.id(), "Masih ada?").then().statusCode(201);
        var again = Chat.post(held.sessionToken(), held.id(), message);

        first.then().statusCode(201).body("duplicate", equalTo(false)).body("message.seq", equalTo(1));
        again.then()
                .statusCode(200)
                .body("duplicate", equalTo(true))
                .body("message.id", equalTo(first.path("message.id")))
                .body("message.seq", equalTo(1))
                .body("message.posted_at", equalTo(first.path("message.posted_at")))
                .body("conversation.last_seq", equalTo(2))
                .body("conversation.last_message.text", equalTo("Masih ada?"));
    }

    @Test
    void the_same_id_with_another_body_is_refused() {
        var held = Chat.started(company);
        Chat.post(held.sessionToken(), held.id(), Map.of("text", "Halo", "client_msg_id", "m-1"));

        Chat.post(held.sessionToken(), held.id(), Map.of("text", "Hai", "client_msg_id", "m-1"))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("client-msg-id-reused"))
                .body("type", equalTo("urn:sapa:problem:client-msg-id-reused"));
    }

    @Test
    void the_two_sides_may_use_the_same_id() {
        var held = Chat.started(company);
        Chat.assign(held, 1, grace).then().statusCode(200);

        Chat.post(held.sessionToken(), held.id(), Map.of("text", "Halo", "client_msg_id", "1"))
                .then()
                .statusCode(201);
        Chat.post(Tokens.agent(company, grace), held.id(), Map.of("text", "Selamat pagi", "client_msg_id", "1"))
                .then()
                .statusCode(201)
                .body("message.seq", equalTo(2))
                .body("message.author", equalTo("agent"))
                .body("message.author_id", equalTo(grace.toString()));
    }

    @Test
    void keeps_attachments_and_counts_what_the_other_side_has_not_read() {
        var held = Chat.started(company);
        Chat.assign(held, 1, grace);

        Chat.post(
                        held.sessionToken(),
                        held.id(),
                        Map.of("text", "KTP", "message_type", "image", "attachments", List.of(Map.of("url", "/f/1"))))
                .then()
                .statusCode(201)
                .body("message.attachments.url", contains("/f/1"))
                .body("conversation.unread", equalTo(0));
        Chat.get(Tokens.agent(company, grace), "/conversations/{id}", held.id())
                .then()
                .body("unread", equalTo(1))
                .body("last_message.message_type", equalTo("image"))
                .body("ip_address", notNullValue());
        Chat.get(held.sessionToken(), "/conversations/{id}", held.id()).then().body("ip_address", nullValue());
    }

    @Test
    void a_former_agent_is_refused() {
        var held = Chat.started(company);
        Chat.assign(held, 1, grace);
        Chat.say(Tokens.agent(company, grace), held.id(), "Selamat pagi").then().statusCode(201);
        Chat.assign(held, 2, linus);

        Chat.say(Tokens.agent(company, grace), held.id(), "Masih saya")
                .then()
                .statusCode(409)
                .body("code", equalTo("not-responder"));
        Chat.say(Tokens.admin(company, UUID.randomUUID()), held.id(), "Saya atasan")
                .then()
                .statusCode(409)
                .body("code", equalTo("not-responder"));
        Chat.say(Tokens.agent(company, linus), held.id(), "Sekarang saya")
                .then()
                .statusCode(201);
    }

    @Test
    void a_bot_is_refused_while_it_is_not_the_responder() {
        var held = Chat.started(company);

        Chat.say(Tokens.bot(company), held.id(), "Pip").then().statusCode(409).body("code", equalTo("not-responder"));
    }

    @Test
    void an_agent_who_answers_a_waiting_conversation_takes_it_over() { // S2-13
        var held = Chat.started(company);
        System.setProperty(RoutingStub.PUSH_FOR, company.toString());
        var token = Tokens.agent(company, grace);

        Chat.say(token, held.id(), "Selamat pagi")
                .then()
                .statusCode(201)
                .body("message.seq", equalTo(1))
                .body("conversation.status", equalTo("active"))
                .body("conversation.agent.id", equalTo(grace.toString()));

        var claim = new JsonObject(System.getProperty(RoutingStub.CLAIMED));
        assertThat(claim.getString("path")).isEqualTo("/conversations/" + held.id() + "/assignments");
        assertThat(claim.getString("authorization")).isEqualTo("Bearer " + token);
        assertThat(claim.getJsonObject("body"))
                .isEqualTo(new JsonObject().put("agent_id", grace.toString()).put("kind", "claim"));
    }

    @Test
    void a_claim_that_routing_cannot_decide_is_an_outage_and_nothing_is_said() {
        var held = Chat.started(company);
        System.setProperty(RoutingStub.ANSWER, "503");

        Chat.say(Tokens.agent(company, grace), held.id(), "Selamat pagi")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("1"))
                .body("code", equalTo("routing-unavailable"));
        Chat.get(held.sessionToken(), "/conversations/{id}", held.id()).then().body("last_seq", equalTo(0));
    }

    @Test
    void nobody_writes_into_a_closed_conversation_but_a_repeat_still_gets_its_answer() { // S2-9: closed session
        var held = Chat.started(company);
        var message = Map.<String, Object>of("text", "Halo", "client_msg_id", "m-1");
        Chat.post(held.sessionToken(), held.id(), message);
        Chat.close(held.sessionToken(), held.id(), Map.of()).then().statusCode(200);

        Chat.say(held.sessionToken(), held.id(), "Satu lagi")
                .then()
                .statusCode(409)
                .body("code", equalTo("conversation-closed"));
        Chat.post(held.sessionToken(), held.id(), message)
                .then()
                .statusCode(200)
                .body("duplicate", equalTo(true));
    }

    @Test
    void what_cannot_be_stored_is_refused_and_nothing_changes() { // S2-9: missing text, unknown type
        var held = Chat.started(company);

        refused(held, "{\"text\":\"a\\u0000b\"}", 400, "message-text-invalid");
        refused(held, "{\"text\":\"\"}", 400, "message-text-invalid");
        refused(held, "{\"text\":\"%s\"}".formatted("a".repeat(16_385)), 400, "message-text-invalid");
        refused(held, "{\"text\":\"Halo\",\"message_type\":\"video\"}", 400, "message-type-invalid");
        refused(held, "{\"text\":", 400, "invalid-request");
        refused(held, "{\"text\":{\"a\":1}}", 400, "invalid-request");
        refused(held, "", 400, "invalid-request");
        assertThat(Database.column("select last_seq from conversation where id = '%s'".formatted(held.id())))
                .containsExactly("0");
        Chat.say(held.sessionToken(), held.id(), "a".repeat(16_384)).then().statusCode(201);
    }

    @Test
    void a_message_of_any_type_is_its_authors() { // S2-9: text, image, file, system
        var held = Chat.started(company);

        for (var type : List.of("text", "image", "file", "system")) {
            given().auth()
                    .oauth2(held.sessionToken())
                    .contentType(ContentType.JSON)
                    .body("{\"text\":\"Halo\",\"message_type\":\"%s\"}".formatted(type))
                    .post("/conversations/{id}/messages", held.id())
                    .then()
                    .statusCode(201)
                    .body("message.message_type", equalTo(type))
                    .body("message.author", equalTo("visitor"));
        }
    }

    @Test
    void a_body_beyond_all_limits_is_too_large() {
        var held = Chat.started(company);

        given().auth()
                .oauth2(held.sessionToken())
                .contentType(ContentType.JSON)
                .body("{\"text\":\"%s\"}".formatted("a".repeat(300_000)))
                .post("/conversations/{id}/messages", held.id())
                .then()
                .statusCode(413);
    }

    @Test
    void the_transcript_is_read_forwards_and_backwards() { // S2-10
        var held = Chat.started(company);
        for (int i = 1; i <= 5; i++) {
            Chat.say(held.sessionToken(), held.id(), "m" + i);
        }

        list(held, "?limit=2").body("items.seq", contains(1, 2)).body("next_cursor", equalTo("2"));
        list(held, "?after_seq=4").body("items.text", contains("m5")).body("next_cursor", nullValue());
        list(held, "?before_seq=5&limit=2")
                .body("items.seq", contains(3, 4))
                .body("next_cursor", equalTo("3"))
                .body("last_seq", equalTo(5));
        list(held, "?after_seq=1&before_seq=4").body("items.seq", contains(2, 3));
    }

    private static ValidatableResponse list(Chat.Held held, String query) {
        return Chat.get(held.sessionToken(), "/conversations/" + held.id() + "/messages" + query)
                .then()
                .statusCode(200);
    }

    private static void refused(Chat.Held held, String body, int status, String code) {
        given().auth()
                .oauth2(held.sessionToken())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/conversations/{id}/messages", held.id())
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }
}
