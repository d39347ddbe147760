package dev.sapa.gateway.messagecenter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.gateway.livechat.NativeServices;
import dev.sapa.gateway.livechat.StaffToken;
import dev.sapa.local.test.LocalServersResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(NativeServices.class)
@WithTestResource(value = LocalServersResource.class, scope = TestResourceScope.GLOBAL)
class MessageCenterTest {

    private static final String ID = "660e8400-e29b-41d4-a716-446655440000";
    private static final String RECENT = "chat GET /conversations/recent";
    private static final String BY_NUMBER = "chat GET /conversations/by-number/7";
    private static final String MESSAGES = "chat GET /conversations/" + ID + "/messages";
    private static final String SEND = "chat POST /conversations/" + ID + "/messages";
    private static final String RESPONDER = "chat PUT /conversations/" + ID + "/responder";
    private static final String BOARD = "chat PATCH /conversations/" + ID + "/board";
    private static final String WEBHOOK = "chat POST /channels/whatsapp/messages";
    private static final String STAFF = """
            {"id":"%s","number":11,"company_id":"550e8400-e29b-41d4-a716-446655440100","email":"agent1@livechat.com",
             "username":"agent1","name":"Agent One","role":"agent","phone":null}""".formatted(StaffToken.ID);
    private static final String MESSAGE = """
            {"id":"aa0e8400-e29b-41d4-a716-446655440000","number":9,"conversation_id":"%s","seq":2,"author":"agent",
             "author_id":"%s","author_name":"Agent One","message_type":"text","text":"Selamat pagi","attachments":[],
             "client_msg_id":null,"posted_at":"2026-01-01T03:37:28.123Z","read_at":null}""".formatted(ID, StaffToken.ID);

    @SuppressWarnings("NullAway.Init") // injected by Quarkus
    NativeServices services;

    @BeforeEach
    void forget_what_was_asked_before() {
        services.forget();
    }

    private static String chat(String status, String responder) {
        return """
            {"id":"%s","number":7,"company_id":"550e8400-e29b-41d4-a716-446655440100",
             "visitor":{"id":"770e8400-e29b-41d4-a716-446655440000","number":3,"name":"John Doe",
                        "email":"john.doe@email.com","phone":"+62 812-3456-7890","address":"Jakarta Selatan"},
             "channel":"whatsapp","topic":"WhatsApp","priority":"normal","status":"%s","responder":"%s",
             "agent":null,"department":null,"assignment_epoch":0,"version":4,"last_seq":2,"unread":2,
             "visitor_online":true,"last_message":%s,"started_at":"2026-01-01T03:00:00Z"}""".formatted(ID, status, responder, MESSAGE);
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private static RequestSpecification as(String token, String body) {
        return as(token).contentType(ContentType.JSON).body(body);
    }

    private void showChat(String status, String responder) {
        services.on(BY_NUMBER, 200, chat(status, responder))
                .on(MESSAGES, 200, "{\"items\":[%s],\"next_cursor\":null,\"last_seq\":2}".formatted(MESSAGE))
                .on("auth GET /staff/" + StaffToken.ID, 200, STAFF);
    }

    @Test
    void S4_1_signing_in_answers_the_user_and_a_bearer_token() {
        services.on("auth POST /login", 200, "{\"access_token\":\"t\",\"user\":%s}".formatted(STAFF));

        given().contentType(ContentType.JSON)
                .body("{\"identifier\":\"agent1\",\"password\":\"password\"}")
                .post("/auth/login")
                .then()
                .statusCode(200)
                .body("message", equalTo("Login success"))
                .body("data.id", equalTo(11))
                .body("data.username", equalTo("agent1"))
                .body("data.role", equalTo("agent"))
                .body("access_token", equalTo("t"))
                .body("token_type", equalTo("bearer"));
        assertThat(services.askedOnce("auth POST /login").body().path("login").asText())
                .isEqualTo("agent1");
    }

    @Test
    void S4_1_a_wrong_password_is_401_and_a_missing_field_422() {
        services.refuse("auth POST /login", 401, "invalid-credentials", "No");

        given().contentType(ContentType.JSON)
                .body("{\"identifier\":\"agent1\",\"password\":\"wrong\"}")
                .post("/auth/login")
                .then()
                .statusCode(401)
                .contentType("application/json")
                .body("", equalTo(Map.of("detail", "Invalid credentials")));
        given().contentType(ContentType.JSON)
                .body("{\"identifier\":\"agent1\"}")
                .post("/auth/login")
                .then()
                .statusCode(422)
                .body("detail", hasSize(1))
                .body("detail[0].loc", contains("body", "password"))
                .body("detail[0].type", equalTo("missing"))
                .body("detail[0].msg", equalTo("Field required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chats", "/chats/"})
    void S4_3_S4_15_the_list_has_integer_ids_and_times_with_an_offset(String path) {
        services.on(RECENT, 200, "{\"items\":[%s],\"next_cursor\":null}".formatted(chat("active", "agent")));

        as(StaffToken.AGENT)
                .get(path)
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body(
                        "[0]",
                        equalTo(Map.of(
                                "id", 7,
                                "name", "John Doe",
                                "channel", "WhatsApp",
                                "online", true,
                                "unread", 2,
                                "mode", "agent",
                                "last_message_at", "2026-01-01T10:37:28+07:00")));
        assertThat(services.askedOnce(RECENT).header("Authorization")).isEqualTo("Bearer " + StaffToken.AGENT);
    }

    @Test
    void S4_3_without_a_token_the_gateway_asks_in_its_own_name_and_a_closed_company_is_401() {
        services.on("auth POST /oauth/token", 200, "{\"access_token\":\"gateway\",\"expires_in\":300}")
                .refuse(RECENT, 401, "credential-required", "No");

        given().get("/chats/").then().statusCode(401).body("detail", equalTo("Not authenticated"));
        assertThat(services.askedOnce(RECENT).header("Authorization")).isEqualTo("Bearer gateway");
    }

    @Test
    void S4_3_a_bad_token_is_401_and_asks_nobody() {
        as("nonsense").get("/chats/").then().statusCode(401).body("detail", equalTo("Could not validate credentials"));
        assertThat(services.asked(RECENT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"waiting,bot,bot", "active,agent,agent", "active,none,paused", "closed,agent,closed"})
    void S4_4_the_detail_has_profile_messages_and_the_mode(String status, String responder, String mode) {
        showChat(status, responder);

        as(StaffToken.AGENT)
                .get("/chats/7")
                .then()
                .statusCode(200)
                .body("id", equalTo(7))
                .body("mode", equalTo(mode))
                .body("profile.phone", equalTo("+62 812-3456-7890"))
                .body("profile.email", equalTo("john.doe@email.com"))
                .body("profile.address", equalTo("Jakarta Selatan"))
                .body("profile.lastActive", equalTo("Online"))
                .body("messages[0].id", equalTo(9))
                .body("messages[0].text", equalTo("Selamat pagi"))
                .body("messages[0].sender", equalTo("agent"))
                .body("messages[0].status", equalTo("sent"))
                .body("messages[0].time", equalTo("10:37"))
                .body("messages[0].agent_id", equalTo(11));
    }

    @Test
    void S4_4_an_unknown_chat_is_404_and_no_integer_422() {
        services.refuse(BY_NUMBER, 404, "conversation-not-found", "No");

        as(StaffToken.AGENT)
                .get("/chats/7")
                .then()
                .statusCode(404)
                .body("", equalTo(Map.of("detail", "Chat not found")));
        as(StaffToken.AGENT)
                .get("/chats/seven")
                .then()
                .statusCode(422)
                .body("detail[0].loc", contains("path", "chat_id"));
    }

    @Test
    void S4_5_a_new_chat_goes_to_the_channel_of_its_name() {
        showChat("waiting", "bot");
        services.on("chat POST /channels/telegram/conversations", 201, chat("waiting", "bot"));

        as(StaffToken.ADMIN, """
                        {"customer_name":"Budi","customer_phone":"+62 811","customer_email":"b@pt.example",
                         "customer_address":"Jakarta","channel":"Telegram"}""").post("/chats/").then().statusCode(200).body("mode", equalTo("bot"));
        as(StaffToken.ADMIN, "{\"customer_name\":\"Budi\",\"channel\":\"Fax\"}")
                .post("/chats/")
                .then()
                .statusCode(422)
                .body("detail.type", contains("missing", "enum"));
        assertThat(services.askedOnce("chat POST /channels/telegram/conversations")
                        .body()
                        .path("phone")
                        .asText())
                .isEqualTo("+62 811");
    }

    @ParameterizedTest
    @CsvSource({"bot,bot", "agent,agent", "paused,none"})
    void S4_6_a_mode_is_a_responder(String mode, String responder) {
        showChat("waiting", mode.equals("bot") ? "agent" : "bot");
        services.on(RESPONDER, 200, chat("waiting", responder)).on(BOARD, 200, chat("waiting", responder));

        as(StaffToken.ADMIN, "{\"mode\":\"%s\",\"online\":true}".formatted(mode))
                .patch("/chats/7")
                .then()
                .statusCode(200);

        assertThat(services.askedOnce(RESPONDER).body().path("responder").asText())
                .isEqualTo(responder);
        assertThat(services.askedOnce(BOARD).body().toString()).isEqualTo("{\"visitor_online\":true}");
    }

    @Test
    void S4_6_a_closed_chat_that_is_to_be_answered_again_goes_on_as_another() {
        services.on(BY_NUMBER, 200, chat("closed", "agent"))
                .on(
                        "chat POST /conversations/" + ID + "/continuation",
                        200,
                        chat("waiting", "agent").replace("\"number\":7", "\"number\":8"))
                .on(RESPONDER, 200, chat("waiting", "bot"))
                .on(
                        "chat GET /conversations/by-number/8",
                        200,
                        chat("waiting", "bot").replace("\"number\":7", "\"number\":8"))
                .on(MESSAGES, 200, "{\"items\":[],\"next_seq\":null,\"last_seq\":0}");

        as(StaffToken.ADMIN, "{\"mode\":\"bot\"}")
                .patch("/chats/7")
                .then()
                .statusCode(200)
                .body("id", equalTo(8))
                .body("mode", equalTo("bot"));

        assertThat(services.askedOnce(RESPONDER).body().path("responder").asText())
                .isEqualTo("bot");
    }

    @Test
    void S4_6_an_assignee_is_found_by_its_number_and_a_bad_mode_is_422() {
        showChat("waiting", "bot");
        services.on("auth GET /staff", 200, "{\"items\":[%s],\"next_cursor\":null}".formatted(STAFF))
                .on("routing POST /conversations/" + ID + "/assignments", 200, "{}");

        as(StaffToken.ADMIN, "{\"mode\":\"agent\",\"assigned_agent_id\":11}")
                .patch("/chats/7")
                .then()
                .statusCode(200);
        as(StaffToken.ADMIN, "{\"mode\":\"asleep\"}")
                .patch("/chats/7")
                .then()
                .statusCode(422)
                .body("detail[0].loc", contains("body", "mode"));

        assertThat(services.askedOnce("auth GET /staff").query()).contains("number=11");
        assertThat(services.askedOnce("routing POST /conversations/" + ID + "/assignments")
                        .body()
                        .path("agent_id")
                        .asText())
                .isEqualTo(StaffToken.ID.toString());
        assertThat(services.asked(RESPONDER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"agent,true,false", "customer,false,true"})
    void S4_7_a_message_is_sent_as_its_sender(String sender, boolean interject, boolean forVisitor) {
        showChat("active", "agent");
        services.on(
                SEND,
                201,
                "{\"message\":%s,\"duplicate\":false,\"conversation\":%s}".formatted(MESSAGE, chat("active", "agent")));

        as(StaffToken.AGENT, "{\"chat_id\":7,\"text\":\"Selamat pagi\",\"sender\":\"%s\"}".formatted(sender))
                .post("/chats/messages")
                .then()
                .statusCode(200)
                .body("id", equalTo(9))
                .body("status", equalTo("sent"))
                .body("time", equalTo("10:37"))
                .body("agent_id", equalTo(11));

        var sent = services.askedOnce(SEND).body();
        assertThat(sent.path("interject").asBoolean()).isEqualTo(interject);
        assertThat(sent.path("for_visitor").asBoolean()).isEqualTo(forVisitor);
    }

    @Test
    void S4_7_sending_takes_a_token() {
        given().contentType(ContentType.JSON)
                .body("{\"chat_id\":7,\"text\":\"Halo\",\"sender\":\"agent\"}")
                .post("/chats/messages")
                .then()
                .statusCode(401)
                .body("detail", equalTo("Not authenticated"));
        assertThat(services.asked(SEND)).isEmpty();
    }

    @Test
    void S4_9_only_an_administrator_deletes_a_chat_and_only_agents_messages_change() {
        services.refuse("chat PATCH /messages/9", 403, "not-an-agents-message", "No")
                .refuse("chat DELETE /messages/9", 403, "not-an-agents-message", "No");

        as(StaffToken.AGENT).delete("/chats/7").then().statusCode(403);
        given().delete("/chats/7").then().statusCode(401);
        as(StaffToken.AGENT, "{\"text\":\"Lain\"}")
                .patch("/chats/messages/9")
                .then()
                .statusCode(403)
                .body("detail", equalTo("Can only edit agent messages"));
        as(StaffToken.AGENT)
                .delete("/chats/messages/9")
                .then()
                .statusCode(403)
                .body("detail", equalTo("Can only delete agent messages"));
    }

    @Test
    void S4_10_users_are_listed_by_role() {
        services.on(
                "auth GET /staff",
                200,
                "{\"items\":[%s,%s],\"next_cursor\":null}"
                        .formatted(STAFF, STAFF.replace("\"role\":\"agent\"", "\"role\":\"supervisor\"")));

        as(StaffToken.AGENT).get("/users/").then().statusCode(200).body("", hasSize(2));
        as(StaffToken.AGENT).get("/users/agents").then().body("role", contains("agent"));
        as(StaffToken.AGENT)
                .get("/users/admins")
                .then()
                .body("role", contains("admin"))
                .body("[0].phone", nullValue());
        given().get("/users/").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhook/whapi", "/webhook/whapi/messages"})
    void S4_12_a_delivery_is_taken_with_the_providers_id(String path) {
        services.on("auth POST /oauth/token", 200, "{\"access_token\":\"gateway\",\"expires_in\":300}")
                .on(
                        WEBHOOK,
                        200,
                        "{\"duplicate\":false,\"bot_replied\":true,\"conversation\":%s}"
                                .formatted(chat("waiting", "bot")));

        given().contentType(ContentType.JSON)
                .body("""
                        {"messages":[{"id":"wa-1","from":"62812@s.whatsapp.net","from_name":"Budi",
                                      "text":{"body":"Halo"}}]}""")
                .post(path)
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of("status", "ok", "mode", "bot", "bot_replied", true, "chat_id", 7)));
        var taken = services.askedOnce(WEBHOOK).body();
        assertThat(taken.toString())
                .isEqualTo("{\"message_id\":\"wa-1\",\"phone\":\"62812\",\"name\":\"Budi\",\"text\":\"Halo\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | no messages",
                "{\"messages\":[]} | no messages",
                "{\"messages\":[{\"from\":\"62812\"}]} | missing sender or text",
                "{\"messages\":[{\"body\":\"Halo\"}]} | missing sender or text"
            })
    void S4_12_what_says_nothing_is_ignored(String body, String reason) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/webhook/whapi")
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of("status", "ignored", "reason", reason)));
    }

    @Test
    void S4_12_invalid_json_is_400_and_a_wrong_token_401() {
        given().contentType(ContentType.JSON)
                .body("{")
                .post("/webhook/whapi")
                .then()
                .statusCode(400)
                .body("", equalTo(Map.of("detail", "invalid json")));
        given().contentType(ContentType.JSON)
                .header("X-Webhook-Token", "guessed")
                .body("{\"messages\":[]}")
                .post("/webhook/whapi")
                .then()
                .statusCode(401);
    }

    @Test
    void what_is_at_no_path_is_said_in_the_same_shape() {
        as(StaffToken.AGENT).get("/chats/7/nothing").then().statusCode(404).body("detail", equalTo("Not Found"));
        as(StaffToken.AGENT).put("/chats/7").then().statusCode(405).body("detail", equalTo("Method Not Allowed"));
    }
}
