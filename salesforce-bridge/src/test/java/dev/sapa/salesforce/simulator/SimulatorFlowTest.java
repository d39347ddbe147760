package dev.sapa.salesforce.simulator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.salesforce.OwnSalesforce;
import dev.sapa.salesforce.SalesforceTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulator's calls, one after another as a person makes them, against the emulated Salesforce. */
@SalesforceTest
class SimulatorFlowTest {

    private static final String UUID_TEXT = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private final String program = "program-" + UUID.randomUUID();

    @BeforeEach
    void the_org_is_set_up() {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> given().header("User-Agent", "first-" + program)
                .post("/api/generate-token")
                .then()
                .statusCode(200));
    }

    @Test
    void s0_10_a_token_is_shown_and_its_identity_token_is_cut() {
        me().post("/api/generate-token")
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("data.accessToken", notNullValue())
                .body("data.lastEventId", notNullValue())
                .body("data.context.endUser.subject", endsWith(":user123"))
                .body("jwt_generated", matchesPattern(".{50}\\.\\.\\."));
        me().get("/api/status").then().body("has_access_token", equalTo(true));
    }

    @Test
    void s0_15_a_guest_gets_a_token_too() {
        me().post("/api/generate-token-unauthenticated")
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("data.context.endUser.subject", containsString("/ANON/"));
    }

    @Test
    void s0_16_s0_18_a_conversation_is_created_and_stays_known() {
        var conversation = begin();

        assertThat(conversation).matches(UUID_TEXT);
        me().get("/api/status")
                .then()
                .body("has_conversation", equalTo(true))
                .body("conversation_id", equalTo(conversation));
    }

    @Test
    void s0_19_a_message_is_sent_unless_it_is_blank() {
        begin();

        me().contentType(ContentType.JSON)
                .body(Map.of("text", "Good morning"))
                .post("/api/send-message")
                .then()
                .statusCode(200)
                .body("message", equalTo("Message sent successfully"))
                .body("messageId", matchesPattern(UUID_TEXT))
                .body("responseData.conversationEntries", hasSize(1));
        me().contentType(ContentType.JSON)
                .body(Map.of("text", "   "))
                .post("/api/send-message")
                .then()
                .statusCode(400)
                .body("error", equalTo("Message text cannot be empty."));
    }

    @Test
    void s0_20_a_file_is_sent_unless_it_is_too_large_or_absent() {
        begin();

        me().multiPart("file", "permit.pdf", new byte[1234], "application/pdf")
                .multiPart("caption", "my permit")
                .post("/api/send-file")
                .then()
                .statusCode(200)
                .body("messageId", matchesPattern(UUID_TEXT))
                .body("fileId", matchesPattern(UUID_TEXT))
                .body("filename", equalTo("permit.pdf"))
                .body("fileSize", equalTo(1234));
        me().multiPart("file", "large.pdf", new byte[5 * 1024 * 1024 + 1], "application/pdf")
                .post("/api/send-file")
                .then()
                .statusCode(400)
                .body("error", containsString("File too large"));
        me().multiPart("caption", "nothing")
                .post("/api/send-file")
                .then()
                .statusCode(400)
                .body("error", equalTo("No file uploaded."));
    }

    @Test
    void s0_21_typing_is_told_and_nothing_else_is_typing() {
        begin();

        me().contentType(ContentType.JSON)
                .body(Map.of("entryType", "TypingStartedIndicator"))
                .post("/api/send-typing-indicator")
                .then()
                .statusCode(200)
                .body("entryType", equalTo("TypingStartedIndicator"))
                .body("indicatorId", matchesPattern(UUID_TEXT));
        me().contentType(ContentType.JSON)
                .body(Map.of("entryType", "Shouting"))
                .post("/api/send-typing-indicator")
                .then()
                .statusCode(400)
                .body("error", containsString("Invalid entryType"));
    }

    @Test
    void s0_22_a_session_ends_without_its_conversation_and_a_closed_one_is_gone() {
        begin();

        me().post("/api/end-session").then().statusCode(200).body("success", equalTo(true));
        me().get("/api/status").then().body("has_conversation", equalTo(true));
        me().post("/api/close-conversation")
                .then()
                .statusCode(200)
                .body("message", equalTo("Conversation closed successfully"));
        me().get("/api/status").then().body("has_conversation", equalTo(false)).body("conversation_id", nullValue());
    }

    @Test
    void s0_23_conversations_and_their_entries_are_listed() {
        var conversation = begin();

        me().get("/api/list-conversations?inclClosedConvs=false&limit=50")
                .then()
                .statusCode(200)
                .body("data.conversations.conversationId", hasItem(conversation));
        me().get("/api/list-conversation-entries/" + conversation + "?limit=50&direction=FromEnd")
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("data.conversationEntries", notNullValue());
    }

    @Test
    void s0_24_the_page_is_told_where_the_events_are() {
        var conversation = begin();

        me().get("/api/sse-config")
                .then()
                .statusCode(200)
                .body("sse_url", endsWith("/eventrouter/v1/sse"))
                .body("access_token", notNullValue())
                .body("org_id", equalTo("00D000000000TST"))
                .body("query_params.channelType", equalTo("embedded_messaging"))
                .body("query_params.conversationId", equalTo(conversation))
                .body("query_params.channelPlatformKey", equalTo("web-simulator"));
    }

    @Test
    void s0_25_a_history_is_sent_with_five_entries_at_most() {
        begin();
        String oauth = me().post("/api/generate-oauth-token")
                .then()
                .statusCode(200)
                .body("token_type", equalTo("Bearer"))
                .body("instance_url", notNullValue())
                .extract()
                .path("access_token");
        Object sample = sample();

        me().contentType(ContentType.JSON)
                .header("X-OAuth-Token", oauth)
                .body(Map.of("conversation", sample))
                .post("/api/send-conversation-history")
                .then()
                .statusCode(200)
                .body("entriesSent", equalTo(5))
                .body("messagingSessionId", matchesPattern("0Mw[0-9A-Za-z]{15}"))
                .body("conversationIdentifier", notNullValue())
                .body("establishedMessagingSessionId", notNullValue());
        me().contentType(ContentType.JSON)
                .body(Map.of("conversation", sample))
                .post("/api/send-conversation-history")
                .then()
                .statusCode(400);
    }

    @Test
    void s0_26_a_transcript_goes_to_the_record_and_each_missing_field_is_named() {
        String oauth = me().post("/api/generate-oauth-token").then().extract().path("access_token");
        String instance =
                me().post("/api/generate-oauth-token").then().extract().path("instance_url");
        var body = new HashMap<String, Object>();
        body.put("instanceUrl", instance);
        body.put("messagingSessionId", "0MwHx000000abcdEFG");
        body.put("conversation", sample());

        me().contentType(ContentType.JSON)
                .header("X-OAuth-Token", oauth)
                .body(body)
                .post("/api/send-history-standard")
                .then()
                .statusCode(200)
                .body("transcriptLength", greaterThan(100));
        for (var field : new String[] {"instanceUrl", "messagingSessionId"}) {
            var less = new HashMap<>(body);
            less.remove(field);
            me().contentType(ContentType.JSON)
                    .header("X-OAuth-Token", oauth)
                    .body(less)
                    .post("/api/send-history-standard")
                    .then()
                    .statusCode(400)
                    .body("error", containsString(field));
        }
    }

    @Test
    void s0_28_a_sample_conversation_comes_along() {
        me().get("/api/load-dummy-conversation")
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("conversation.messages[0].sender", equalTo("user"))
                .body("conversation.participants", hasSize(2));
    }

    @Test
    void s0_29_what_the_other_side_refuses_is_passed_on() {
        begin();
        given().contentType(ContentType.JSON)
                .body(Map.of("path", "/message$", "status", 418, "org_id", "00D000000000TST"))
                .post("/emulator/faults");

        me().contentType(ContentType.JSON)
                .body(Map.of("text", "Good morning"))
                .post("/api/send-message")
                .then()
                .statusCode(418)
                .body("success", equalTo(false))
                .body("error", equalTo("API returned status 418"))
                .body("details", containsString("told to fail"));
    }

    @Test
    void two_browsers_do_not_share_what_they_reached() {
        var first = given().get("/simulator").getCookie("sapa_simulator");
        var second = given().get("/simulator").getCookie("sapa_simulator");
        given().cookie("sapa_simulator", first)
                .post("/api/generate-token")
                .then()
                .statusCode(200);

        given().cookie("sapa_simulator", first).get("/api/status").then().body("has_access_token", equalTo(true));
        given().cookie("sapa_simulator", second).get("/api/status").then().body("has_access_token", equalTo(false));
    }

    @Test
    void s0_12_a_key_that_is_gone_is_named() throws IOException {
        var aside = OwnSalesforce.keyFile().resolveSibling("aside.json");
        Files.move(OwnSalesforce.keyFile(), aside);
        try {
            me().post("/api/generate-token")
                    .then()
                    .statusCode(500)
                    .body("error", containsString("Error generating JWT: JWK file not found at "));
        } finally {
            Files.move(aside, OwnSalesforce.keyFile());
        }
    }

    private String begin() {
        me().post("/api/generate-token").then().statusCode(200);
        return me().contentType(ContentType.JSON)
                .body(Map.of("language", "en_US"))
                .post("/api/create-conversation")
                .then()
                .statusCode(200)
                .body("message", equalTo("Conversation created successfully"))
                .extract()
                .path("conversationId");
    }

    private Object sample() {
        return me().get("/api/load-dummy-conversation").path("conversation");
    }

    private RequestSpecification me() {
        return given().header("User-Agent", program);
    }
}
