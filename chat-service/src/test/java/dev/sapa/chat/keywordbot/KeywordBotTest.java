package dev.sapa.chat.keywordbot;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.Flood;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The built-in bot, and customers who write from a messenger. */
@QuarkusTest
@ServiceTest
class KeywordBotTest {

    private static final AtomicLong PHONES = new AtomicLong(62_812_000_000L);
    private static final Map<String, Object> BOT = Map.of(
            "name",
            "Bot",
            "enabled",
            true,
            "answers",
            List.of(Map.of("topic", "stock", "keywords", List.of("stok"), "text", "Stok ada")),
            "fallback",
            "Silakan bertanya",
            "hand_over",
            Map.of("keywords", List.of("agent"), "text", "Mohon tunggu"));

    private UUID company = UUID.randomUUID();
    private String admin = "";
    private String phone = "";

    @BeforeEach
    void a_company_with_a_bot() {
        company = Announcements.company(PortalAccess.STRICT);
        admin = Tokens.admin(company, UUID.randomUUID());
        phone = "+" + PHONES.incrementAndGet();
        Chat.send(admin, "PUT", "/keyword-bot", BOT).then().statusCode(200);
    }

    private Response deliver(String id, String text) {
        return given().auth()
                .oauth2(Tokens.service("gateway"))
                .header("X-Company", Announcements.slug(company))
                .contentType(ContentType.JSON)
                .body(Map.of("message_id", id, "phone", phone, "name", "Budi", "text", text))
                .post("/channels/whatsapp/messages");
    }

    private List<String> said(String conversation) {
        return Database.column("select author || ': ' || body from message where conversation_id = '%s' order by seq"
                .formatted(conversation));
    }

    private List<String> tasks(String conversation) {
        return Database.column("select 1 from bot_task where conversation_id = '%s'".formatted(conversation));
    }

    @Test
    void S4_12_a_delivery_opens_a_conversation_and_the_bot_answers_it() {
        var first = deliver("wa-1", "Ada stok?");

        first.then()
                .statusCode(200)
                .body("duplicate", equalTo(false))
                .body("bot_replied", equalTo(true))
                .body("conversation.responder", equalTo("bot"))
                .body("conversation.channel", equalTo("whatsapp"))
                .body("conversation.visitor.name", equalTo("Budi"));
        String conversation = first.path("conversation.id");
        deliver("wa-2", "Halo").then().body("conversation.id", equalTo(conversation));
        assertThat(said(conversation))
                .containsExactly("visitor: Ada stok?", "bot: Stok ada", "visitor: Halo", "bot: Silakan bertanya");
        assertThat(tasks(conversation)).isEmpty();
    }

    @Test
    void S4_12_three_deliveries_of_one_message_at_once_make_one_message_and_one_answer() {
        var body = new JsonObject()
                .put("message_id", "wa-3")
                .put("phone", phone)
                .put("name", "Budi")
                .put("text", "stok");

        var answers = Flood.of(
                3,
                i -> Flood.post(
                        "/channels/whatsapp/messages",
                        body,
                        "Authorization",
                        "Bearer " + Tokens.service("gateway"),
                        "X-Company",
                        Announcements.slug(company)));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        var conversations = answers.stream()
                .map(answer -> new JsonObject(answer.body())
                        .getJsonObject("conversation")
                        .getString("id"))
                .distinct()
                .toList();
        assertThat(conversations).hasSize(1);
        assertThat(said(conversations.get(0))).containsExactly("visitor: stok", "bot: Stok ada");
    }

    @Test
    void S4_12_a_repeat_after_the_close_adds_nothing_and_a_new_message_opens_another_conversation() {
        String conversation = deliver("wa-4", "Halo").path("conversation.id");
        Chat.close(admin, UUID.fromString(conversation), Map.of()).then().statusCode(200);

        deliver("wa-4", "Halo")
                .then()
                .statusCode(200)
                .body("duplicate", equalTo(true))
                .body("conversation.id", equalTo(conversation));
        String next = deliver("wa-5", "Halo lagi").path("conversation.id");

        assertThat(next).isNotEqualTo(conversation);
        assertThat(said(conversation)).hasSize(2);
    }

    @Test
    void a_customer_who_asks_for_an_agent_is_handed_over_and_the_bot_falls_silent() {
        String conversation = deliver("wa-6", "Mau bicara dengan agent").path("conversation.id");

        deliver("wa-7", "Ada stok?").then().body("conversation.responder", equalTo("agent"));

        assertThat(said(conversation))
                .containsExactly("visitor: Mau bicara dengan agent", "system: Mohon tunggu", "visitor: Ada stok?");
        assertThat(Database.column(
                        "select status || responder from conversation where id = '%s'".formatted(conversation)))
                .containsExactly("waitingagent");
    }

    @Test
    void S4_11_the_bot_answers_only_while_it_is_the_responder_and_resumes_after_a_pause() {
        String conversation = deliver("wa-8", "Halo").path("conversation.id");
        var before = said(conversation);

        answerBy(conversation, "none").then().body("responder", equalTo("none"));
        deliver("wa-9", "stok").then().body("bot_replied", equalTo(false));
        answerBy(conversation, "previous").then().body("responder", equalTo("bot"));
        deliver("wa-10", "stok").then().body("bot_replied", equalTo(true));

        assertThat(said(conversation).subList(before.size(), before.size() + 3))
                .containsExactly("visitor: stok", "visitor: stok", "bot: Stok ada");
    }

    @Test
    void what_a_crash_kept_from_being_answered_is_answered_once() {
        String conversation = deliver("wa-11", "Halo").path("conversation.id");
        answerBy(conversation, "none");
        String message = deliver("wa-12", "stok").path("message.id");
        answerBy(conversation, "bot");
        Database.execute("""
                insert into bot_task (message_id, company_id, conversation_id, seq, noted_at)
                values ('%s', '%s', '%s', 3, now() - interval '1 minute')
                """.formatted(message, company, conversation));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> said(conversation).contains("bot: Stok ada")
                        && tasks(conversation).isEmpty());
        Database.execute("""
                insert into bot_task (message_id, company_id, conversation_id, seq, noted_at)
                values ('%s', '%s', '%s', 3, now() - interval '1 minute')
                """.formatted(message, company, conversation));
        await().atMost(Duration.ofSeconds(20)).until(() -> tasks(conversation).isEmpty());

        assertThat(said(conversation).stream().filter("bot: Stok ada"::equals)).hasSize(1);
    }

    @Test
    void S4_7_S4_11_staff_may_write_down_what_a_customer_said_and_an_overseer_puts_in_a_word() {
        var opened = UUID.fromString(deliver("wa-13", "Halo").path("conversation.id"));

        Chat.post(admin, opened, Map.of("text", "stok", "for_visitor", true))
                .then()
                .statusCode(201)
                .body("message.author", equalTo("visitor"));
        Chat.get(admin, "/conversations/{id}?include=log", opened).then().body("log.action", hasItem("written_down"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> said(opened.toString()).contains("bot: Stok ada"));
        Chat.post(
                        Tokens.agent(company, UUID.randomUUID()),
                        opened,
                        Map.of("text", "palsu", "for_visitor", true)) // whose conversation it is not
                .then()
                .statusCode(409);
        Chat.post(admin, opened, Map.of("text", "Dari admin", "interject", true))
                .then()
                .statusCode(201)
                .body("message.author", equalTo("agent"))
                .body("conversation.responder", equalTo("bot"));
    }

    @Test
    void S4_9_agents_messages_are_corrected_and_taken_back_and_no_others() {
        var opened = UUID.fromString(deliver("wa-14", "Halo").path("conversation.id"));
        int theirs = deliver("wa-14", "Halo").path("message.number");
        int mine = Chat.post(admin, opened, Map.of("text", "Slaah", "interject", true))
                .path("message.number");

        Chat.send(admin, "PATCH", "/messages/" + mine, Map.of("text", "Salah"))
                .then()
                .statusCode(200)
                .body("text", equalTo("Salah"));
        Chat.send(Tokens.agent(company, UUID.randomUUID()), "DELETE", "/messages/" + mine, Map.of())
                .then()
                .statusCode(403)
                .body("code", equalTo("not-your-message"));
        Chat.send(admin, "DELETE", "/messages/" + theirs, Map.of())
                .then()
                .statusCode(403)
                .body("code", equalTo("not-an-agents-message"));
        Chat.send(admin, "DELETE", "/messages/" + mine, Map.of()).then().statusCode(200);
        Chat.send(admin, "DELETE", "/messages/" + mine, Map.of()).then().statusCode(404);

        assertThat(said(opened.toString())).endsWith("agent: ");
        assertThat(Database.column("select action from conversation_log"
                        + " where conversation_id = '%s' and action like 'message%%' order by 1".formatted(opened)))
                .containsExactly("message_deleted", "message_edited");
    }

    @Test
    void S4_3_the_board_shows_the_newest_activity_first_and_an_agent_its_own() {
        var older = UUID.fromString(deliver("wa-15", "Halo").path("conversation.id"));
        phone = "+" + PHONES.incrementAndGet();
        var newer = UUID.fromString(deliver("wa-16", "Halo").path("conversation.id"));
        var agent = UUID.randomUUID();
        Chat.assign(new Chat.Held(older, company, ""), 1, agent);

        Chat.get(admin, "/conversations/recent").then().body("items.id", contains(newer.toString(), older.toString()));
        Chat.post(admin, older, Map.of("text", "Halo", "for_visitor", true));
        Chat.get(admin, "/conversations/recent").then().body("items.id", contains(older.toString(), newer.toString()));
        Chat.get(Tokens.agent(company, agent), "/conversations/recent")
                .then()
                .body("items.id", contains(older.toString()));
        int number = Chat.get(admin, "/conversations/recent").path("items[0].number");
        Chat.get(admin, "/conversations/by-number/" + number).then().body("id", equalTo(older.toString()));
        Chat.get(Tokens.admin(UUID.randomUUID(), agent), "/conversations/by-number/" + number)
                .then()
                .statusCode(404);
    }

    @Test
    void S4_3_a_company_that_is_not_open_shows_nothing_without_a_credential() {
        given().auth()
                .oauth2(Tokens.service("gateway"))
                .header("X-Company", Announcements.slug(company))
                .get("/conversations/recent")
                .then()
                .statusCode(401)
                .body("code", equalTo("credential-required"));
        var open = Announcements.company(PortalAccess.OPEN);
        given().auth()
                .oauth2(Tokens.service("gateway"))
                .header("X-Company", Announcements.slug(open))
                .get("/conversations/recent")
                .then()
                .statusCode(200);
    }

    @Test
    void S4_9_a_removed_conversation_is_gone() {
        var opened = UUID.fromString(deliver("wa-17", "Halo").path("conversation.id"));

        Chat.send(Tokens.agent(company, UUID.randomUUID()), "DELETE", "/conversations/{id}", Map.of(), opened)
                .then()
                .statusCode(403);
        Chat.send(admin, "DELETE", "/conversations/{id}", Map.of(), opened)
                .then()
                .statusCode(204);

        Chat.get(admin, "/conversations/{id}", opened).then().statusCode(404);
        Chat.get(admin, "/conversations/recent").then().body("items.size()", equalTo(0));
        assertThat(Database.column("select status from conversation where id = '%s'".formatted(opened)))
                .containsExactly("closed");
    }

    @Test
    void S4_16_S4_17_the_demonstration_has_its_four_conversations() {
        Database.awaitRow("select 1 from conversation where id = '550e8400-e29b-41d4-a716-446655440203'");

        assertThat(Database.column("""
                        select v.name || ' ' || c.responder || ' ' || c.staff_unread || ' ' || (c.agent_id is not null)
                        from conversation c join visitor v on v.id = c.visitor_id
                        where c.id::text like '550e8400-e29b-41d4-a716-44665544020_' order by c.id
                        """))
                .containsExactly(
                        "John Doe agent 2 true",
                        "Sarah Williams bot 0 false",
                        "Maria Lopez bot 1 false",
                        "Ahmed Hassan none 0 true");
    }

    private Response answerBy(String conversation, String responder) {
        return Chat.send(admin, "PUT", "/conversations/{id}/responder", Map.of("responder", responder), conversation);
    }
}
