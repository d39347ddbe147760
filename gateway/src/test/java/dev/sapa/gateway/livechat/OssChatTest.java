package dev.sapa.gateway.livechat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OssChatTest extends LivechatTest {

    private static final String BROWSER = "550e8400-e29b-41d4-a716-446655440aaa";
    private static final String CONTACT = "chat PUT /conversations/" + SESSION + "/contact";
    private static final String LINK = "chat POST /visitors/links";
    private static final String HISTORY = "chat GET /visitors/history";
    private static final String VIEW = "chat GET /conversations/" + SESSION;
    private static final String ACCESS = "chat POST /conversations/" + SESSION + "/access";

    /** Nothing that an open company granted for another session helps here. */
    private static final String REFUSED = "660e8400-e29b-41d4-a716-446655440bbb";

    private static final String NO_ACCESS = "chat POST /conversations/" + REFUSED + "/access";

    private static final String GRANTED = "{\"session_token\":\"lcs_k_p_m\",\"expires_in\":60}";
    private static final String CONTACT_BODY = """
            {"session_id":"%s","contact_name":"John Doe","contact_email":"john@company.com",
             "contact_phone":"+6281234567890","position":"Manager","company_name":"PT. Example"}""".formatted(SESSION);

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat/contact", "/api/v1/oss-chat/contact"})
    void S3_4_S3_10_a_contact_is_answered_in_both_shapes(String path) {
        services.on(ACCESS, 200, GRANTED).on(CONTACT, 200, "{\"id\":\"%s\"}".formatted(VISITOR));

        json(CONTACT_BODY)
                .post(path)
                .then()
                .statusCode(200)
                .body("message", equalTo("Contact information set successfully"))
                .body("contact_id", equalTo(VISITOR))
                .body("data.contact_id", equalTo(VISITOR));

        assertThat(services.asked(CONTACT).get(0).body().path("name").asText()).isEqualTo("John Doe");
    }

    @ParameterizedTest
    @CsvSource({
        "contact_name,missing required field: contact_name",
        "contact_email,missing required field: contact_email",
        "session_id,missing required field: session_id"
    })
    void S3_4_what_a_contact_lacks_is_named(String field, String details) {
        json(CONTACT_BODY.replace("\"" + field + "\"", "\"nothing\""))
                .post("/api/chat/contact")
                .then()
                .statusCode(400)
                .body("error", equalTo("Invalid request body"))
                .body("details", equalTo(details));
    }

    @Test
    void S3_4_a_bad_address_is_400_and_an_unknown_session_404() {
        services.refuse(NO_ACCESS, 404, "conversation-not-found", "No such conversation");

        json(CONTACT_BODY.replace("john@company.com", "john"))
                .post("/api/chat/contact")
                .then()
                .statusCode(400);
        json(CONTACT_BODY.replace(SESSION, REFUSED))
                .post("/api/chat/contact")
                .then()
                .statusCode(404)
                .body("success", equalTo(false))
                .body("error", equalTo("Session not found"));
        assertThat(services.asked(CONTACT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|visitor-unknown|404|Anonymous user not found",
                "409|already-linked|400|User is already linked to OSS account"
            })
    void S3_5_refused_links_are_said_in_the_documents_words(int theirs, String code, int ours, String error) {
        services.refuse(LINK, theirs, code, "No");

        json("{\"browser_uuid\":\"%s\",\"oss_user_id\":\"USER123\",\"email\":\"user@example.com\"}".formatted(BROWSER))
                .post("/api/chat/link-user")
                .then()
                .statusCode(ours)
                .body("error", equalTo(error))
                .body("message", equalTo(error))
                .body("code", equalTo(code));
    }

    @Test
    void S3_5_a_link_names_the_company_that_the_caller_named() {
        services.on(
                LINK, 200, "{\"visitor\":{\"id\":\"%s\"},\"merged\":true,\"already_linked\":false}".formatted(VISITOR));

        json("{\"browser_uuid\":\"%s\",\"oss_user_id\":\"USER123\",\"email\":\"user@example.com\"}".formatted(BROWSER))
                .header("X-Company", "companya")
                .post("/api/v1/oss-chat/link-user")
                .then()
                .statusCode(200)
                .body("message", equalTo("Successfully linked to OSS account"))
                .body("chat_user_id", equalTo(VISITOR))
                .body("data.chat_user_id", equalTo(VISITOR));

        assertThat(services.askedOnce(LINK).header("X-Company")).isEqualTo("companya");
    }

    @Test
    void S3_6_a_history_is_answered_in_both_shapes() {
        services.on(HISTORY, 200, """
                {"items":[{"id":"%s","number":7,"topic":"Izin","status":"closed","priority":"normal",
                 "started_at":"2025-01-15T10:00:00Z","ended_at":"2025-01-15T10:30:00Z",
                 "agent":{"id":"%s","name":"Agent One","email":"agent1@livechat.com"},"department":null,
                 "contact":{"name":"John","email":"j@c.example","phone":null,"position":null,"company_name":null},
                 "last_message":{"id":"%s","text":"Terima kasih","author":"visitor","posted_at":"2025-01-15T10:29:00Z"}}],
                 "total":5,"limit":10,"offset":2,"next_cursor":null}""".formatted(SESSION, AGENT_ID, VISITOR));

        given().get("/api/chat/history?oss_user_id=USER 123&limit=10&offset=2")
                .then()
                .statusCode(200)
                .body("sessions", hasSize(1))
                .body("sessions[0].session_id", equalTo(SESSION))
                .body("sessions[0].agent.email", equalTo("agent1@livechat.com"))
                .body("sessions[0].department", nullValue())
                .body("sessions[0].contact.contact_name", equalTo("John"))
                .body("sessions[0].last_message.message", equalTo("Terima kasih"))
                .body("sessions[0].last_message.sender_type", equalTo("customer"))
                .body("total", equalTo(5))
                .body("limit", equalTo(10))
                .body("offset", equalTo(2))
                .body("data.total", equalTo(5))
                .body("data.sessions", hasSize(1));

        assertThat(services.askedOnce(HISTORY).query()).isEqualTo("oss_user_id=USER+123&limit=10&offset=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?limit=5",
                "?oss_user_id=U&limit=0",
                "?oss_user_id=U&limit=-1",
                "?oss_user_id=U&limit=x",
                "?oss_user_id=U&offset=-1",
                "?browser_uuid=7"
            })
    void S3_6_a_history_of_nobody_or_without_measure_is_400(String query) {
        given().get("/api/chat/history" + query).then().statusCode(400).body("success", equalTo(false));
        assertThat(services.asked(HISTORY)).isEmpty();
    }

    @Test
    void S3_7_a_bare_id_shows_neither_contact_nor_address_nor_messages() {
        serveSession();

        given().get("/api/chat/session/" + SESSION)
                .then()
                .statusCode(200)
                .body("session_id", equalTo(SESSION))
                .body("data.status", equalTo("active"))
                .body("agent.name", equalTo("Agent One"))
                .body("$", not(hasKey("contact")))
                .body("$", not(hasKey("messages")))
                .body("$", not(hasKey("chat_user")))
                .body("$", not(hasKey("ip_address")));
        assertThat(services.asked(VIEW + "/messages")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"browser_uuid=" + BROWSER, "oss_user_id=USER123"})
    void S3_7_its_owner_is_shown_all_of_it(String proof) {
        serveSession();

        given().get("/api/chat/session/" + SESSION + "?" + proof)
                .then()
                .statusCode(200)
                .body("contact.contact_name", equalTo("John"))
                .body("messages", hasSize(1))
                .body("chat_user.oss_user_id", equalTo("USER123"))
                .body("data.messages[0].message", equalTo("Halo"));
    }

    @Test
    void S3_7_somebody_elses_browser_proves_nothing_and_a_credential_does() {
        serveSession();

        given().get("/api/chat/session/" + SESSION + "?browser_uuid=" + VISITOR)
                .then()
                .statusCode(200)
                .body("$", not(hasKey("messages")));
        given().header("X-Session-Token", "lcs_a_b_c")
                .get("/api/chat/session/" + SESSION)
                .then()
                .statusCode(200)
                .body("messages", hasSize(1));
        as(StaffToken.AGENT)
                .get("/api/chat/session/" + SESSION)
                .then()
                .statusCode(200)
                .body("messages", hasSize(1));
    }

    @Test
    void S3_7_a_strict_company_shows_nothing_to_a_bare_id() {
        services.refuse(NO_ACCESS, 404, "conversation-not-found", "No such conversation");

        given().get("/api/chat/session/" + REFUSED + "?browser_uuid=" + BROWSER)
                .then()
                .statusCode(404)
                .body("error", equalTo("Session not found"));
        given().get("/api/chat/session/7").then().statusCode(400).body("error", equalTo("Invalid session ID"));
    }

    private void serveSession() {
        var visitor = ACTIVE.replace(
                "\"browser_uuid\":null,\"oss_user_id\":null",
                "\"browser_uuid\":\"%s\",\"oss_user_id\":\"USER123\"".formatted(BROWSER));
        services.on(ACCESS, 200, GRANTED)
                .on(
                        VIEW,
                        200,
                        visitor.replaceFirst("\\{", "{\"contact\":{\"name\":\"John\",\"email\":\"j@c.example\"},"))
                .on(VIEW + "/messages", 200, "{\"items\":[%s]}".formatted(MESSAGE));
    }
}
