package dev.sapa.chat.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.chat.bot.BotStub.Answer;
import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.Desk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A company's own bot, told by webhook. */
@QuarkusTest
@ServiceTest
class WebhookBotTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Map<String, Object> KEYWORD_BOT = Map.of(
            "name",
            "Bot",
            "enabled",
            true,
            "answers",
            List.of(),
            "fallback",
            "bawaan",
            "hand_over",
            Map.of("keywords", List.of("agent"), "text", "Mohon tunggu"));

    private UUID company = UUID.randomUUID();
    private String admin = "";
    private BotStub bot = new BotStub(heard -> Answer.of(204, ""));

    @BeforeEach
    void aCompany() {
        company = Announcements.company(PortalAccess.STRICT);
        admin = Tokens.admin(company, UUID.randomUUID());
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void is_told_every_message_signed_and_in_order_and_answers_at_once() {
        bot.from(heard -> Answer.saying("Anda bilang " + heard.text()));
        var secret = define(Map.of("name", "Asisten"));
        var held = botted();

        for (var text : List.of("satu", "dua", "tiga")) {
            Chat.say(held.sessionToken(), held.id(), text);
        }

        awaitMessages(held, 6);
        assertThat(bot.heard().stream().map(BotStub.Heard::text)).containsExactly("satu", "dua", "tiga");
        assertThat(bot.heard()).allMatch(heard -> heard.isSignedWith(secret));
        var first = bot.heard().get(0).json();
        assertThat(first.getString("id")).isEqualTo(bot.heard().get(0).delivery());
        assertThat(first.getJsonObject("conversation").getString("id"))
                .isEqualTo(held.id().toString());
        assertThat(said(held, "bot")).containsExactly("Anda bilang satu", "Anda bilang dua", "Anda bilang tiga");
        Chat.get(admin, "/conversations/{id}", held.id()).then().body("last_message.author_name", equalTo("Asisten"));
        assertThat(states(held)).containsOnly("done");
    }

    @Test
    void a_failing_and_a_slow_bot_is_told_again_and_answers_once() {
        bot.from(heard -> switch (bot.heard().size()) {
            case 1 -> Answer.of(500, "");
            case 2 -> new Answer(200, "{\"replies\":[{\"text\":\"terlambat\"}]}", 3_000);
            default -> Answer.saying("Halo");
        });
        define(Map.of("answer_seconds", 60));
        var held = botted();

        Chat.say(held.sessionToken(), held.id(), "Halo?");

        awaitMessages(held, 2);
        assertThat(said(held, "bot")).containsExactly("Halo");
        assertThat(bot.heard().stream().map(BotStub.Heard::delivery).distinct()).hasSize(1);
        assertThat(bot.heard()).hasSize(3);
    }

    @Test
    void a_bot_that_fails_for_good_leaves_a_dead_letter_and_the_visitor_to_people_and_can_be_told_again() {
        bot.from(heard -> Answer.of(400, "no"));
        define(Map.of("hand_over_text", "Petugas akan membantu."));
        var held = botted();

        Chat.say(held.sessionToken(), held.id(), "Halo?");

        awaitResponder(held, "agent");
        assertThat(said(held, "system")).containsExactly("Petugas akan membantu.");
        var dead = Chat.get(admin, "/bot/deliveries?state=dead").then().body("items.size()", equalTo(1));
        dead.body("items[0].failure", equalTo("HTTP 400")).body("items[0].attempts", equalTo(1));
        var id = dead.extract().<String>path("items[0].id");
        var stranger = Tokens.admin(Announcements.company(PortalAccess.STRICT), UUID.randomUUID()); // I13
        replay(stranger, id).then().statusCode(404);

        bot.from(heard -> Answer.saying("Maaf"));
        replay(admin, id).then().statusCode(200);

        await().atMost(PATIENCE).until(() -> states(held).equals(List.of("done")));
        assertThat(bot.heard()).hasSize(2);
        assertThat(said(held, "bot")).isEmpty(); // people answer now
        replay(admin, id).then().statusCode(409);
    }

    @Test
    void without_an_answer_in_time_people_take_over() {
        bot.from(heard -> Answer.of(204, ""));
        define(Map.of("answer_seconds", 1));
        var held = botted();

        Chat.say(held.sessionToken(), held.id(), "Ada orang?");

        awaitResponder(held, "agent");
        Chat.get(admin, "/conversations/{id}/handoff", held.id()).then().body("reason", equalTo("bot-silent"));
        Chat.get(admin, "/conversations/{id}?include=log", held.id()).then().body("log.action", hasItem("handed_over"));
    }

    @Test
    void an_answer_later_over_the_api_counts_and_a_hand_off_says_what_the_bot_knows() {
        var taxes = UUID.randomUUID();
        Announcements.department(company, taxes, 1, "Pajak");
        Database.awaitRow("select 1 from department where id = '%s'".formatted(taxes));
        define(Map.of("answer_seconds", 2, "hand_over_text", "Saya panggil petugas."));
        var held = botted();
        var key = Tokens.bot(company);

        Chat.say(held.sessionToken(), held.id(), "NIB saya?");
        await().atMost(PATIENCE).until(() -> states(held).contains("told"));
        Chat.say(key, held.id(), "Sebentar").then().statusCode(201);
        await().atMost(PATIENCE).until(() -> states(held).equals(List.of("done")));
        handOff(key, held, Map.of("department_id", UUID.randomUUID())).statusCode(400);
        handOff(
                        key,
                        held,
                        Map.of(
                                "reason", "angry",
                                "summary", "NIB tertunda dua minggu",
                                "slots", Map.of("nib", "77"),
                                "priority", "high",
                                "topic", "NIB",
                                "department_id", taxes))
                .statusCode(200)
                .body("responder", equalTo("agent"))
                .body("priority", equalTo("high"))
                .body("topic", equalTo("NIB"))
                .body("department.id", equalTo(taxes.toString()));

        assertThat(said(held, "system"))
                .singleElement()
                .asString()
                .startsWith("Saya panggil petugas.")
                .contains("NIB tertunda dua minggu", "nib: 77");
        Chat.get(admin, "/conversations/{id}/handoff", held.id())
                .then()
                .body("reason", equalTo("angry"))
                .body("slots.nib", equalTo("77"));
        handOff(key, held, Map.of()).statusCode(409);
        Chat.say(key, held.id(), "Masih saya").then().statusCode(409);
        handOff(Tokens.bot(UUID.randomUUID()), held, Map.of()).statusCode(404); // I13
    }

    @Test
    void what_the_bot_asked_for_decides_where_the_conversation_waits_and_who_is_wished_for() {
        var taxes = UUID.randomUUID();
        Announcements.department(company, taxes, 1, "Pajak Daerah");
        Database.awaitRow("select 1 from department where id = '%s'".formatted(taxes));
        define(Map.of());
        var held = botted();
        var slots = Map.of(
                "department", " pajak daerah ",
                "priority", "Urgent",
                "language", "en-GB",
                "skill", "NIB",
                "topic", "NIB hilang",
                "nib", "77");

        handOff(Tokens.bot(company), held, Map.of("slots", slots, "topic", "Izin"))
                .statusCode(200)
                .body("department.id", equalTo(taxes.toString()))
                .body("priority", equalTo("urgent"))
                .body("topic", equalTo("Izin")); // what it says outright comes first

        Chat.get(admin, "/conversations/{id}", held.id())
                .then()
                .body("attributes", equalTo(Map.of("language", "en-gb", "skill", "nib")));
        Chat.get(held.sessionToken(), "/conversations/{id}", held.id()).then().body("$", not(hasKey("attributes")));
        Chat.get(admin, "/conversations/{id}/handoff", held.id()).then().body("slots", equalTo(slots));
    }

    @Test
    void slots_that_name_nothing_known_are_kept_and_change_nothing() {
        Announcements.department(Announcements.company(PortalAccess.STRICT), UUID.randomUUID(), 1, "Pajak"); // I13
        define(Map.of());
        var held = botted();
        var slots = Map.of("department", "Pajak", "priority", "sangat", "topic", "x".repeat(300), "skill", " ");

        handOff(Tokens.bot(company), held, Map.of("slots", slots))
                .statusCode(200)
                .body("department", nullValue())
                .body("priority", equalTo("normal"))
                .body("topic", not(containsString("xxx")));

        Chat.get(admin, "/conversations/{id}", held.id()).then().body("$", not(hasKey("attributes")));
        Chat.get(admin, "/conversations/{id}/handoff", held.id()).then().body("slots", equalTo(slots));
    }

    @Test
    void a_hand_off_to_a_department_that_is_answered_elsewhere_goes_there_at_once() {
        var clouds = UUID.randomUUID();
        Announcements.department(company, clouds, 1, "Awan", Desk.SALESFORCE);
        Database.awaitRow("select 1 from department where id = '%s'".formatted(clouds));
        define(Map.of("answer_seconds", 1));
        var held = botted();
        var another = botted();
        Database.execute(
                "update conversation set department_id = '%s' where id = '%s'".formatted(clouds, another.id()));

        handOff(Tokens.bot(company), held, Map.of("department_id", clouds))
                .statusCode(200)
                .body("desk", equalTo("salesforce"))
                .body("status", equalTo("waiting"));
        bot.from(heard -> Answer.of(204, ""));
        Chat.say(another.sessionToken(), another.id(), "Ada orang?");

        await().atMost(PATIENCE).until(() -> "salesforce"
                .equals(Chat.get(admin, "/conversations/{id}", another.id()).path("desk")));
    }

    @Test
    void an_answer_with_a_hand_off_gives_the_conversation_away_after_its_words() {
        bot.from(heard -> Answer.of(
                200,
                "{\"replies\":[{\"text\":\"Baik\"}],\"hand_off\":{\"reason\":\"asked\",\"summary\":\"Minta orang\"}}"));
        define(Map.of());
        var held = botted();

        Chat.say(held.sessionToken(), held.id(), "Orang!");

        awaitResponder(held, "agent");
        assertThat(said(held, "bot")).containsExactly("Baik");
        assertThat(said(held, "system")).singleElement().asString().contains("Minta orang");
        await().atMost(PATIENCE).until(() -> states(held).equals(List.of("done")));
    }

    @Test
    void conversations_begin_with_the_bot_on_its_channels_alone() {
        define(Map.of("channels", List.of("app")));

        Chat.start(company, Map.of("topic", "x", "channel", "app", "visitor", Map.of("browser_uuid", "b")))
                .then()
                .body("responder", equalTo("bot"))
                .body("status", equalTo("waiting"));
        Chat.start(company, Map.of("topic", "x", "visitor", Map.of("browser_uuid", "b")))
                .then()
                .body("responder", equalTo("agent"));
    }

    @Test
    void the_built_in_bot_stands_aside_while_the_companys_own_one_answers() {
        Chat.send(admin, "PUT", "/keyword-bot", KEYWORD_BOT).then().statusCode(200);
        var held = botted();
        Chat.say(held.sessionToken(), held.id(), "satu");
        await().atMost(PATIENCE).until(() -> said(held, "bot").equals(List.of("bawaan")));

        bot.from(heard -> Answer.saying("sendiri"));
        define(Map.of());
        Chat.say(held.sessionToken(), held.id(), "dua");
        await().atMost(PATIENCE).until(() -> said(held, "bot").equals(List.of("bawaan", "sendiri")));
        assertThat(bot.heard().stream().map(BotStub.Heard::text)).containsExactly("dua"); // "satu" has its answer

        Chat.send(admin, "PUT", "/bot/webhook", Map.of("url", bot.url(), "enabled", false))
                .then()
                .statusCode(200);
        Chat.say(held.sessionToken(), held.id(), "tiga");
        await().atMost(PATIENCE).until(() -> said(held, "bot").equals(List.of("bawaan", "sendiri", "bawaan")));
        assertThat(bot.heard()).hasSize(1);
    }

    @Test
    void where_there_is_no_bot_at_all_people_answer() {
        var held = botted();

        Chat.say(held.sessionToken(), held.id(), "Ada orang?");

        awaitResponder(held, "agent");
        Chat.get(admin, "/conversations/{id}", held.id()).then().body("status", equalTo("waiting"));
    }

    @Test
    void an_agent_gives_the_conversation_back_to_the_bot_which_hears_what_comes_after_its_words() {
        bot.from(heard -> Answer.saying("Halo lagi"));
        define(Map.of("channels", List.of()));
        var held = Chat.started(company);
        var agent = UUID.randomUUID();
        Announcements.staff(company, agent, 1, "Citra");
        Database.awaitRow("select 1 from staff where id = '%s'".formatted(agent));
        Chat.say(held.sessionToken(), held.id(), "untuk petugas");
        Chat.assign(held, 1, agent);
        Chat.say(Tokens.agent(company, agent), held.id(), "dari petugas").then().statusCode(201);

        Chat.send(
                        Tokens.agent(company, agent),
                        "PUT",
                        "/conversations/{id}/responder",
                        Map.of("responder", "bot"),
                        held.id())
                .then()
                .statusCode(200)
                .body("responder", equalTo("bot"));
        Chat.say(held.sessionToken(), held.id(), "untuk bot");

        await().atMost(PATIENCE).until(() -> said(held, "bot").equals(List.of("Halo lagi")));
        assertThat(bot.heard().stream().map(BotStub.Heard::text)).containsExactly("untuk bot");
    }

    @Test
    void what_a_visitor_says_after_the_close_begins_with_the_bot_again() {
        define(Map.of());
        var first = Chat.started(company);
        var key = Tokens.bot(company);
        handOff(key, first, Map.of("reason", "asked")).statusCode(200);
        Chat.send(admin, "POST", "/conversations/{id}/close", Map.of(), first.id());

        Chat.get(admin, "/conversations/{id}", Chat.started(company).id())
                .then()
                .body("responder", equalTo("bot"));
    }

    @Test
    void the_secret_is_shown_once_and_renewed_on_demand() {
        var first = define(Map.of());

        Chat.get(admin, "/bot/webhook").then().statusCode(200).body("$", not(hasKey("secret")));
        Chat.send(admin, "PUT", "/bot/webhook", Map.of("url", bot.url(), "channels", List.of()))
                .then()
                .body("$", not(hasKey("secret")));
        var second = Chat.send(admin, "POST", "/bot/webhook/secret", Map.of())
                .then()
                .statusCode(200)
                .extract()
                .<String>path("secret");
        assertThat(second).isNotEqualTo(first).startsWith("whs_");
        Chat.send(admin, "DELETE", "/bot/webhook", Map.of()).then().statusCode(204);
        Chat.get(admin, "/bot/webhook").then().statusCode(404);
        for (var url : List.of("ftp://example.org/x", "https://user@example.org/", "nonsense", "https://")) {
            Chat.send(admin, "PUT", "/bot/webhook", Map.of("url", url))
                    .then()
                    .statusCode(400)
                    .body("code", containsString("url"));
        }
    }

    private String define(Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("url", bot.url(), "answer_seconds", 30));
        body.putAll(more);
        return Chat.send(admin, "PUT", "/bot/webhook", body)
                .then()
                .statusCode(200)
                .body("secret", not(nullValue()))
                .extract()
                .path("secret");
    }

    /** A conversation that the bot answers. */
    private Chat.Held botted() {
        var held = Chat.started(company);
        Database.execute("update conversation set responder = 'bot' where id = '%s'".formatted(held.id()));
        return held;
    }

    private static Response replay(String token, String id) {
        return Chat.send(token, "POST", "/bot/deliveries/{id}/replay", Map.of(), id);
    }

    private static ValidatableResponse handOff(String token, Chat.Held held, Map<String, Object> packet) {
        return Chat.send(token, "POST", "/conversations/{id}/handoff", packet, held.id())
                .then();
    }

    private void awaitResponder(Chat.Held held, String responder) {
        await().atMost(PATIENCE)
                .until(() -> responder.equals(
                        Chat.get(admin, "/conversations/{id}", held.id()).path("responder")));
    }

    private void awaitMessages(Chat.Held held, int count) {
        await().atMost(PATIENCE)
                .until(() -> Chat.get(admin, "/conversations/{id}", held.id()).<Integer>path("last_seq") >= count);
    }

    private List<String> said(Chat.Held held, String author) {
        return Chat.get(admin, "/conversations/{id}/messages", held.id())
                .path("items.findAll { it.author == '%s' }.text".formatted(author));
    }

    private static List<String> states(Chat.Held held) {
        return Database.column(
                "select state from bot_delivery where conversation_id = '%s' order by seq".formatted(held.id()));
    }
}
