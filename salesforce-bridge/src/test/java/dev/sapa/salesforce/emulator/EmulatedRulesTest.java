package dev.sapa.salesforce.emulator;

import static dev.sapa.salesforce.Salesforce.as;
import static dev.sapa.salesforce.Salesforce.begin;
import static dev.sapa.salesforce.Salesforce.delete;
import static dev.sapa.salesforce.Salesforce.say;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.sapa.salesforce.Salesforce;
import dev.sapa.salesforce.SalesforceTest;
import dev.sapa.salesforce.TestKey;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the emulated Salesforce insists on. */
@SalesforceTest
class EmulatedRulesTest {

    private static final String CONVERSATION = "/iamessage/api/v2/conversation/";
    private static final TestKey FOREIGN = TestKey.generate("kid-1");

    private Salesforce salesforce;

    @BeforeEach
    void register() {
        salesforce = Salesforce.register();
    }

    @Test
    void an_end_user_who_is_vouched_for_is_the_same_one_each_time() {
        salesforce
                .verified("siti")
                .then()
                .statusCode(200)
                .body("lastEventId", equalTo("0"))
                .body("context.endUser.subject", equalTo("v2/iamessage/AUTH/sapa_keys/uid:siti"))
                .body("context.configuration.embeddedServiceConfig.deploymentType", equalTo("api"));
        var conversation = begin(salesforce.token("siti"));

        as(salesforce.token("siti")).get(CONVERSATION + conversation).then().statusCode(200);
        as(salesforce.token("budi")).get(CONVERSATION + conversation).then().statusCode(403);
    }

    @Test
    void an_identity_token_that_is_no_good_gives_an_anonymous_end_user_or_is_refused() {
        var anonymous = startsWith("v2/iamessage/ANON/");
        salesforce
                .verified("siti", FOREIGN, "kid-1", "issuer-1", 300)
                .then()
                .statusCode(200)
                .body("context.endUser.subject", anonymous);
        salesforce
                .verified("siti", FOREIGN, "kid-2", "issuer-1", 300)
                .then()
                .statusCode(200)
                .body("context.endUser.subject", anonymous);

        salesforce.switchTo(Map.of("refuse_bad_identity", true));

        salesforce
                .verified("siti", FOREIGN, "kid-1", "issuer-1", 300)
                .then()
                .statusCode(401)
                .body("message", equalTo("The customer identity token or JWT expired"));
    }

    @Test
    void a_wrong_issuer_and_an_expired_token_are_not_believed_either() {
        var key = TestKey.generate("kid-1");
        salesforce
                .verified("siti", key, "kid-1", "somebody", 300)
                .then()
                .body("context.endUser.subject", containsString("/ANON/"));
        salesforce.verified("siti").then().body("context.endUser.subject", containsString("/AUTH/"));
    }

    @Test
    void a_token_lives_as_long_as_it_says() {
        salesforce.switchTo(Map.of("token_seconds", 1));
        var token = salesforce.token("siti");

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> as(token).get(CONVERSATION + "list").then().statusCode(401));
    }

    @Test
    void ids_of_conversations_are_lower_case_and_of_version_4() {
        var token = salesforce.token("siti");

        begin(token, UUID.randomUUID().toString().toUpperCase(Locale.ROOT))
                .then()
                .statusCode(400)
                .body("message", containsString("The UUID must be in lowercase."));
        begin(token, "01890a5d-ac96-774b-bcce-b302099a8057").then().statusCode(400);
    }

    @Test
    void a_new_conversation_is_answered_with_nothing_and_an_id_is_used_once() {
        var token = salesforce.token("siti");
        var id = UUID.randomUUID().toString();

        begin(token, id).then().statusCode(201).body(equalTo(""));
        begin(token, id).then().statusCode(409);
        salesforce.switchTo(Map.of("accept_duplicates", true));
        begin(token, id).then().statusCode(201);
        given().get("/emulator/conversations/" + id)
                .then()
                .body("routing_attributes", equalTo(Map.of("_firstName", "Siti")));
    }

    @Test
    void messages_are_listed_newest_first_with_their_payload_as_an_object() {
        var token = salesforce.token("siti");
        var conversation = begin(token);
        say(token, conversation, UUID.randomUUID().toString(), "one")
                .then()
                .statusCode(202)
                .body("conversationEntries", hasSize(1));
        say(token, conversation, UUID.randomUUID().toString(), "two").then().statusCode(202);

        as(token)
                .get(CONVERSATION + conversation + "/entries?limit=50&entryTypeFilter=Message")
                .then()
                .statusCode(200)
                .body("conversationEntries", hasSize(2))
                .body("conversationEntries[0].entryPayload.abstractMessage.staticContent.text", equalTo("two"))
                .body("conversationEntries[1].sender.role", equalTo("EndUser"));
    }

    @Test
    void without_a_session_a_message_must_ask_for_one() {
        var token = salesforce.token("siti");
        var conversation = begin(token);
        Salesforce.agent(conversation, "end", Map.of());
        var id = UUID.randomUUID().toString();

        say(token, conversation, id, "still there?").then().statusCode(417);
        say(token, conversation, id, "still there?", true).then().statusCode(202);
    }

    @Test
    void an_end_user_may_say_only_so_much_in_a_minute() {
        salesforce.switchTo(Map.of("messages_per_minute", 2));
        var token = salesforce.token("siti");
        var conversation = begin(token);
        say(token, conversation, UUID.randomUUID().toString(), "1").then().statusCode(202);
        say(token, conversation, UUID.randomUUID().toString(), "2").then().statusCode(202);

        say(token, conversation, UUID.randomUUID().toString(), "3")
                .then()
                .statusCode(429)
                .header("Retry-After", "2");
    }

    @Test
    void a_conversation_is_deleted_without_a_body_and_then_takes_nothing_more() {
        var token = salesforce.token("siti");
        var conversation = begin(token);
        as(token)
                .contentType(ContentType.JSON)
                .body("{}")
                .delete(CONVERSATION + conversation + "?esDeveloperName=" + Salesforce.DEPLOYMENT)
                .then()
                .statusCode(400);

        delete(token, conversation, "/session").then().statusCode(204);
        delete(token, conversation, "").then().statusCode(204);

        say(token, conversation, UUID.randomUUID().toString(), "hello?").then().statusCode(404);
        as(token)
                .get(CONVERSATION + "list?inclClosedConvs=true")
                .then()
                .body("openConversationsFound", equalTo(0))
                .body("conversations[0].conversationId", equalTo(conversation));
    }

    @Test
    void a_file_is_taken_up_to_five_megabytes() {
        var token = salesforce.token("siti");
        var conversation = begin(token);

        upload(token, conversation, 1000).then().statusCode(202);
        upload(token, conversation, 5 * 1024 * 1024 + 1).then().statusCode(413);
    }

    private static Response upload(String token, String conversation, int size) {
        var entry = "{\"message\":{\"id\":\"%s\",\"fileId\":\"%s\"},\"esDeveloperName\":\"%s\"}"
                .formatted(UUID.randomUUID(), UUID.randomUUID(), Salesforce.DEPLOYMENT);
        return as(token)
                .multiPart("messageEntry", entry, "application/json")
                .multiPart("fileData", "permit.pdf", new byte[size], "application/pdf")
                .post(CONVERSATION + conversation + "/file");
    }

    @Test
    void a_stream_needs_the_org_in_its_header() {
        as(salesforce.token("siti"))
                .get("/eventrouter/v1/sse")
                .then()
                .statusCode(400)
                .body("message", equalTo("OrgId is required"));
        given().header("X-Org-Id", salesforce.org())
                .get("/eventrouter/v1/sse")
                .then()
                .statusCode(401);
    }

    @Test
    void tokens_can_be_ended_at_once() {
        var token = salesforce.token("siti");
        as(token).get(CONVERSATION + "list").then().statusCode(200);

        given().post("/emulator/orgs/" + salesforce.org() + "/expire-tokens")
                .then()
                .statusCode(204);

        as(token).get(CONVERSATION + "list").then().statusCode(401);
        assertThat(salesforce.token("siti")).isNotEqualTo(token);
    }

    @Test
    void calls_fail_as_they_are_told_to() {
        var token = salesforce.token("siti");
        var conversation = begin(token);
        salesforce.fail(Map.of("path", "/message$", "status", 503, "retry_after", 1));
        salesforce.fail(Map.of("path", "/message$", "kind", "after", "status", 500));
        var id = UUID.randomUUID().toString();

        say(token, conversation, id, "refused before").then().statusCode(503).header("Retry-After", "1");
        say(token, conversation, id, "done, then refused").then().statusCode(500);
        say(token, conversation, id, "done, then refused").then().statusCode(409);
    }
}
