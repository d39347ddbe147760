package dev.sapa.chat.message;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of many senders in one request: nobody's credential is worth anything to another's line. */
@QuarkusTest
@ServiceTest
class MessageBatchTest {

    private UUID company = UUID.randomUUID();

    @BeforeEach
    void aCompany() {
        company = Announcements.company(PortalAccess.STRICT);
    }

    @Test
    void each_line_is_answered_as_its_own_request_would_be() {
        var own = Chat.started(company);
        var foreign = Chat.started(Announcements.company(PortalAccess.STRICT));
        var agent = Tokens.agent(company, UUID.randomUUID());
        Chat.post(own.sessionToken(), own.id(), Map.of("text", "Halo", "client_msg_id", "m-0"));

        var answers = send(
                line(own.sessionToken(), own.id(), "Izin", "m-1"),
                line(own.sessionToken(), foreign.id(), "curious", "m-2"),
                line(foreign.sessionToken(), foreign.id(), "Pagi", "m-3"),
                line(null, own.id(), "nobody", "m-4"),
                line("lcs_00000000_" + "A".repeat(75) + "_" + "A".repeat(43), own.id(), "forged", "m-5"),
                line("no.token.at-all", own.id(), "forged", "m-6"),
                line(Tokens.service("routing-service"), own.id(), "service", "m-7"),
                line(Tokens.portal(company), own.id(), "portal", "m-8"),
                line(agent, foreign.id(), "other company", "m-9"),
                line(own.sessionToken(), own.id(), "Halo", "m-0"),
                line(own.sessionToken(), own.id(), "changed", "m-0"),
                line(own.sessionToken(), own.id(), " ", "m-10"),
                "{\"text\":",
                "{\"conversation_id\":5}",
                line(own.sessionToken(), null, "nowhere", "m-11"));

        assertThat(answers.stream().map(answer -> answer.getInteger("status")))
                .containsExactly(201, 404, 201, 401, 401, 401, 403, 403, 404, 200, 409, 400, 400, 400, 404);
        assertThat(body(answers, 0).getJsonObject("message").getLong("seq")).isEqualTo(2);
        assertThat(body(answers, 0).getBoolean("duplicate")).isFalse();
        assertThat(body(answers, 0).getJsonObject("conversation").getString("id"))
                .isEqualTo(own.id().toString());
        assertThat(body(answers, 9).getJsonObject("message").getLong("seq")).isEqualTo(1);
        assertThat(body(answers, 9).getBoolean("duplicate")).isTrue();
        assertThat(code(answers, 1)).isEqualTo("conversation-not-found");
        assertThat(code(answers, 3)).isEqualTo("unauthenticated");
        assertThat(code(answers, 6)).isEqualTo("forbidden");
        assertThat(code(answers, 10)).isEqualTo("client-msg-id-reused");
        assertThat(code(answers, 11)).isEqualTo("message-text-invalid");
        assertThat(code(answers, 12)).isEqualTo("invalid-request");
        assertThat(Database.column("select body from message where conversation_id in ('%s', '%s') order by body"
                        .formatted(own.id(), foreign.id())))
                .containsExactly("Halo", "Izin", "Pagi");
    }

    @Test
    void the_lines_of_one_conversation_keep_their_order() {
        var held = Chat.started(company);

        var answers = send(IntStream.range(0, 60)
                .mapToObj(i -> line(held.sessionToken(), held.id(), "m" + i, "id-" + i))
                .toArray(String[]::new));

        assertThat(answers).hasSize(60);
        assertThat(Database.column(
                        "select body from message where conversation_id = '%s' order by seq".formatted(held.id())))
                .containsExactlyElementsOf(
                        IntStream.range(0, 60).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void an_agent_and_a_user_whom_the_company_vouches_for_may_write_in_a_batch() {
        var agent = UUID.randomUUID();
        var user = Tokens.companyUser(company, "u-1");
        var started = given().auth()
                .oauth2(user)
                .contentType("application/json")
                .body("{\"topic\":\"Izin\"}")
                .post("/conversations");
        var held = Chat.held(company, started);
        Chat.assign(held, 1, agent).then().statusCode(200);

        var answers = send(
                line(user, held.id(), "Halo", "m-1"), line(Tokens.agent(company, agent), held.id(), "Pagi", "m-2"));

        assertThat(answers).allMatch(answer -> answer.getInteger("status").equals(201));
        assertThat(body(answers, 1).getJsonObject("message").getString("author_id"))
                .isEqualTo(agent.toString());
    }

    private static List<JsonObject> send(String... lines) {
        var answer = given().contentType("application/x-ndjson")
                .body((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8))
                .post("/messages");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.asString()
                .lines()
                .map(JsonObject::new)
                .sorted(Comparator.comparing(line -> line.getInteger("line")))
                .toList();
    }

    private static String line(@Nullable String token, @Nullable UUID conversation, String text, String clientMsgId) {
        return new JsonObject()
                .put("conversation_id", conversation == null ? null : conversation.toString())
                .put("token", token)
                .put("text", text)
                .put("client_msg_id", clientMsgId)
                .encode();
    }

    private static JsonObject body(List<JsonObject> answers, int line) {
        return answers.get(line).getJsonObject("body");
    }

    private static String code(List<JsonObject> answers, int line) {
        return body(answers, line).getString("code");
    }
}
