package dev.sapa.chat.conversation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conversations for many readers in one request: nobody's credential is worth anything to another's. */
@QuarkusTest
@ServiceTest
class ViewsTest {

    private UUID company = UUID.randomUUID();

    @BeforeEach
    void aCompany() {
        company = Announcements.company(PortalAccess.STRICT);
    }

    @Test
    void each_is_answered_as_its_own_request_would_be() {
        var own = Chat.started(company);
        var other = Chat.started(company);
        var foreign = Chat.started(Announcements.company(PortalAccess.STRICT));
        var agent = Tokens.agent(company, UUID.randomUUID());
        var user = Tokens.companyUser(company, "u-1");
        var vouched = Chat.held(
                company,
                given().auth()
                        .oauth2(user)
                        .contentType("application/json")
                        .body("{\"topic\":\"Izin\"}")
                        .post("/conversations"));
        Chat.post(own.sessionToken(), own.id(), Map.of("text", "Halo", "client_msg_id", "m-0"));

        var wishes = List.of(
                wish(own.sessionToken(), own.id()),
                wish(own.sessionToken(), other.id()),
                wish(own.sessionToken(), foreign.id()),
                wish(foreign.sessionToken(), foreign.id()),
                wish(null, own.id()),
                wish("lcs_00000000_" + "A".repeat(75) + "_" + "A".repeat(43), own.id()),
                wish("no.token.at-all", own.id()),
                wish(Tokens.service("routing-service"), own.id()),
                wish(Tokens.portal(company), own.id()),
                wish(Tokens.companyAgent(company, "a-1"), own.id()),
                wish(Tokens.bot(company), own.id()),
                wish(agent, own.id()),
                wish(agent, foreign.id()),
                wish(user, vouched.id()),
                wish(user, own.id()),
                wish(Tokens.companyUser(company, "never here"), vouched.id()),
                wish(own.sessionToken(), UUID.randomUUID()));

        var outcomes = ask(wishes.toArray(JsonObject[]::new));

        assertThat(outcomes.stream().map(outcome -> outcome.getInteger("status")))
                .containsExactlyElementsOf(
                        wishes.stream().map(ViewsTest::statusAlone).toList())
                .startsWith(200, 404, 404, 200, 401, 401, 401, 200, 200, 403, 200, 200, 404, 200, 404, 404, 404);
        assertThat(code(outcomes, 1)).isEqualTo("conversation-not-found");
        assertThat(code(outcomes, 4)).isEqualTo("unauthenticated");
        assertThat(code(outcomes, 9)).isEqualTo("forbidden");
        assertThat(body(outcomes, 0)).isEqualTo(alone(own.sessionToken(), own.id()));
        assertThat(body(outcomes, 11)).isEqualTo(alone(agent, own.id()));
        assertThat(body(outcomes, 11).containsKey("visitor_online")).isTrue();
        assertThat(body(outcomes, 0).containsKey("visitor_online")).isFalse();
        assertThat(body(outcomes, 13)).isEqualTo(alone(user, vouched.id()));
    }

    @Test
    void a_refusal_is_worded_as_for_one_alone() {
        var own = Chat.started(company);
        var unknown = UUID.randomUUID();

        var refused = body(ask(wish(own.sessionToken(), unknown)), 0);

        var alone = alone(own.sessionToken(), unknown);
        alone.remove("instance"); // the request's own path
        assertThat(refused).isEqualTo(alone);
    }

    @Test
    void nothing_and_too_much_are_answered_too() {
        assertThat(ask()).isEmpty();
        var many = new JsonArray(IntStream.range(0, 501)
                .mapToObj(i -> wish("t", UUID.randomUUID()))
                .toList());
        given().contentType("application/json")
                .body(new JsonObject().put("items", many).encode())
                .post("/conversations/views")
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .body("{\"items\":[{\"token\":\"t\"}]}")
                .post("/conversations/views")
                .then()
                .statusCode(400);
    }

    private static int statusAlone(JsonObject wish) {
        var request = given();
        var token = wish.getString("token");
        return (token == null ? request : request.auth().oauth2(token))
                .get("/conversations/" + wish.getString("conversation_id"))
                .statusCode();
    }

    private static JsonObject alone(String token, UUID conversation) {
        return new JsonObject(given().auth()
                .oauth2(token)
                .get("/conversations/" + conversation)
                .asString());
    }

    private static JsonObject wish(@Nullable String token, UUID conversation) {
        return new JsonObject().put("conversation_id", conversation.toString()).put("token", token);
    }

    private static List<JsonObject> ask(JsonObject... wishes) {
        var answer = given().contentType("application/json")
                .body(new JsonObject()
                        .put("items", new JsonArray(List.of(wishes)))
                        .encode())
                .post("/conversations/views");
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonObject(answer.asString())
                .getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    private static JsonObject body(List<JsonObject> outcomes, int place) {
        return outcomes.get(place).getJsonObject("body");
    }

    private static String code(List<JsonObject> outcomes, int place) {
        return body(outcomes, place).getString("code");
    }
}
