package dev.sapa.chat.handoff;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class HandOffTest {

    private final UUID company = Announcements.company(PortalAccess.OPEN);
    private final String user = "user-" + UUID.randomUUID();

    @Test
    void opens_a_waiting_conversation_whose_first_message_is_the_context() {
        var handed = handOff(null, user, "Wants a human");

        handed.then()
                .statusCode(200)
                .body("status", equalTo("waiting"))
                .body("responder", equalTo("agent"))
                .body("last_seq", equalTo(1));
        Chat.get(Tokens.companyUser(company, user), "/conversations/{id}/messages", id(handed))
                .then()
                .body("items[0].author", equalTo("system"))
                .body("items[0].text", equalTo("Wants a human"))
                .body("items[0].client_msg_id", startsWith("hand-off:"));
    }

    @Test
    void another_time_changes_nothing_and_another_context_is_kept_too() {
        var first = handOff(null, user, "Wants a human");

        assertThat(id(handOff(null, user, "Wants a human"))).isEqualTo(id(first));
        handOff(null, user, null).then().body("last_seq", equalTo(1)).body("version", equalTo(2));
        handOff(null, user, "Is angry now").then().body("last_seq", equalTo(2));
    }

    @Test
    void stops_the_bot_in_the_conversation_that_is_open_already() {
        var phone = "+62" + System.nanoTime();
        var held = Chat.started(company, Map.of("phone", phone));
        Database.execute("update conversation set responder = 'bot' where id = '%s'".formatted(held.id()));

        var handed = handOff(Tokens.bot(company), phone, "Asks for a person");

        handed.then().statusCode(200).body("responder", equalTo("agent")).body("status", equalTo("waiting"));
        assertThat(id(handed)).isEqualTo(held.id().toString());
        Chat.say(Tokens.bot(company), held.id(), "Still me").then().statusCode(409);
        Chat.get(Tokens.admin(company, UUID.randomUUID()), "/conversations/{id}/log", held.id())
                .then()
                .body("items[-1].action", equalTo("handed_over"))
                .body("items[-1].actor", equalTo("bot"));
    }

    @Test
    void needs_a_key_of_the_company_where_the_portal_is_strict() {
        var strict = Announcements.company(PortalAccess.STRICT);

        post(null, Map.of("company", Announcements.slug(strict), "user_id", user))
                .then()
                .statusCode(401);
        post(Tokens.companyUser(strict, user), Map.of("company", Announcements.slug(strict), "user_id", user))
                .then()
                .statusCode(404);
        post(Tokens.bot(company), Map.of("company", Announcements.slug(strict), "user_id", user))
                .then()
                .statusCode(404)
                .body("code", equalTo("company-unknown"));
        post(Tokens.portal(strict), Map.of("company", Announcements.slug(strict), "user_id", user))
                .then()
                .statusCode(200);
    }

    @Test
    void refuses_what_names_nobody() {
        post(null, Map.of("company", "nowhere-" + UUID.randomUUID(), "user_id", user))
                .then()
                .statusCode(404);
        post(null, Map.of("company", Announcements.slug(company))).then().statusCode(400);
        handOff(null, user, "x".repeat(16_385)).then().statusCode(400).body("code", equalTo("context-invalid"));
    }

    private Response handOff(@Nullable String token, String userId, @Nullable String context) {
        var body = new HashMap<String, Object>(Map.of("company", Announcements.slug(company), "user_id", userId));
        if (context != null) {
            body.put("context", context);
        }
        return post(token, body);
    }

    private static Response post(@Nullable String token, Map<String, Object> body) {
        var request = given().contentType(ContentType.JSON).body(body);
        return (token == null ? request : request.auth().oauth2(token)).post("/hand-offs");
    }

    private static String id(Response handed) {
        return handed.path("id");
    }
}
