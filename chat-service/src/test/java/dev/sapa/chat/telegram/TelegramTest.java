package dev.sapa.chat.telegram;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.Flood;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.chat.Told;
import dev.sapa.chat.carriage.ProviderStub;
import dev.sapa.chat.carriage.ProviderStub.Call;
import dev.sapa.chat.carriage.ProviderStub.Reply;
import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.DeliveryChanged;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Telegram against a stub that behaves as the Bot API's documents say. */
@QuarkusTest
@ServiceTest
class TelegramTest {

    private static final AtomicLong IDS = new AtomicLong(System.nanoTime() % 1_000_000_000 + 100_000);
    private static final String SECRET = "telegram-says-it-is-telegram";
    private static final byte[] PDF = "%PDF-1.7\n%a document\n".getBytes(StandardCharsets.US_ASCII);

    private final long bot = IDS.incrementAndGet();
    private final long chat = IDS.incrementAndGet();
    private UUID company = UUID.randomUUID();
    private UUID agent = UUID.randomUUID();
    private String admin = "";
    private String account = "";

    @SuppressWarnings("NullAway.Init") // before each
    private ProviderStub stub;

    @BeforeEach
    void a_company_with_a_bot_at_telegram() {
        stub = new ProviderStub(TelegramTest::habit);
        company = Announcements.company(PortalAccess.STRICT);
        agent = UUID.randomUUID();
        admin = Tokens.admin(company, UUID.randomUUID());
        account = Chat.send(
                        admin,
                        "POST",
                        "/channels",
                        Map.of(
                                "channel",
                                "telegram",
                                "name",
                                "Telegram",
                                "settings",
                                Map.of("base_url", stub.url()),
                                "secrets",
                                Map.of("bot_token", bot + ":ABC-a_token_of_a_bot_000000", "webhook_secret", SECRET)))
                .then()
                .statusCode(201)
                .body("address", equalTo(Long.toString(bot)))
                .extract()
                .path("id");
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private static Reply habit(Call call) {
        if (call.path().endsWith("/getFile")) {
            return ok(new JsonObject().put("file_path", "documents/file_1.pdf"));
        }
        if (call.path().contains("/file/bot")) {
            return new Reply(200, Buffer.buffer(PDF), Map.of(), false);
        }
        return ok(new JsonObject().put("message_id", IDS.incrementAndGet()));
    }

    private static Reply ok(Object result) {
        return Reply.json(
                200, new JsonObject().put("ok", true).put("result", result).put("description", "done"));
    }

    private JsonObject message(long id) {
        return new JsonObject()
                .put("message_id", id)
                .put("date", 1_760_000_000)
                .put("chat", new JsonObject().put("id", chat).put("type", "private"))
                .put(
                        "from",
                        new JsonObject()
                                .put("id", chat)
                                .put("first_name", "Siti")
                                .put("last_name", "Aminah"));
    }

    private static JsonObject update(String kind, JsonObject message) {
        return new JsonObject().put("update_id", IDS.incrementAndGet()).put(kind, message);
    }

    private Response deliver(JsonObject update, String secret) {
        return given().contentType(ContentType.JSON)
                .header("X-Telegram-Bot-Api-Secret-Token", secret)
                .body(update.encode())
                .post("/webhooks/telegram/{id}", account);
    }

    private void say(long id, String text) {
        deliver(update("message", message(id).put("text", text)), SECRET).then().statusCode(200);
    }

    private List<String> said() {
        return Database.column(
                "select author || ': ' || body from message where company_id = '%s' order by seq".formatted(company));
    }

    private String answer(String text) {
        eventually(() -> assertThat(said()).isNotEmpty());
        var conversation = UUID.fromString(
                Database.column("select id from conversation where company_id = '%s'".formatted(company))
                        .get(0));
        Chat.assign(new Chat.Held(conversation, company, ""), 1, agent);
        return Chat.say(Tokens.agent(company, agent), conversation, text)
                .then()
                .statusCode(201)
                .extract()
                .path("message.id");
    }

    private static void awaitState(String message, String state) {
        eventually(() -> assertThat(
                        Database.column("select delivery ->> 'state' from message where id = '%s'".formatted(message)))
                .containsExactly(state));
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(check);
    }

    @Test
    void only_who_knows_the_secret_delivers() {
        var update = update("message", message(1).put("text", "Halo"));

        deliver(update, "guess").then().statusCode(401).body("code", equalTo("webhook-signature-invalid"));
        given().body(update.encode())
                .post("/webhooks/telegram/{id}", account)
                .then()
                .statusCode(401);
        deliver(new JsonObject(), SECRET).then().statusCode(400);
        deliver(update("my_chat_member", message(1)), SECRET).then().statusCode(200);
    }

    @Test
    void a_message_delivered_three_times_at_once_is_one_and_its_edit_changes_it() {
        var update = update("message", message(7).put("text", "Besok buka?"));
        var answers = Flood.of(
                3, i -> Flood.post("/webhooks/telegram/" + account, update, "X-Telegram-Bot-Api-Secret-Token", SECRET));
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        say(8, "Halo?");
        eventually(() -> assertThat(said()).containsExactly("visitor: Besok buka?", "visitor: Halo?"));

        var edit = update("edited_message", message(7).put("text", "Lusa buka?").put("edit_date", 1_760_000_100));
        deliver(edit, SECRET).then().statusCode(200);
        deliver(edit, SECRET).then().statusCode(200);

        eventually(() -> assertThat(said()).containsExactly("visitor: Lusa buka?", "visitor: Halo?"));
        Chat.get(admin, "/conversations").then().body("items[0].visitor.name", equalTo("Siti Aminah"));
        deliver(update("edited_message", message(99).put("text", "Entah apa")), SECRET)
                .then()
                .statusCode(200);
        eventually(() -> assertThat(said()).contains("visitor: [Edited] Entah apa"));
    }

    @Test
    void a_document_becomes_a_file_of_ours_and_other_things_a_line() {
        var document = new JsonObject().put("file_id", "F1").put("file_name", "akta.pdf");
        deliver(update("message", message(1).put("document", document)), SECRET);
        deliver(
                update(
                        "message",
                        message(2)
                                .put(
                                        "location",
                                        new JsonObject().put("latitude", -6.2).put("longitude", 106.8))),
                SECRET);

        eventually(() -> assertThat(said()).containsExactly("visitor: akta.pdf", "visitor: [Location: -6.2, 106.8]"));
        var url = Database.column("select attachments -> 0 ->> 'url' from message where company_id = '%s' and seq = 1"
                        .formatted(company))
                .get(0);
        assertThat(given().get(url).asByteArray()).isEqualTo(PDF);
    }

    @Test
    void answers_go_out_and_wait_as_long_as_telegram_asks() {
        say(1, "Halo");
        stub.next(
                "/sendMessage",
                Reply.json(
                        429,
                        new JsonObject()
                                .put("ok", false)
                                .put("error_code", 429)
                                .put("parameters", new JsonObject().put("retry_after", 1))));

        var message = answer("Selamat siang");

        awaitState(message, "sent");
        assertThat(stub.calls("/sendMessage")).hasSize(2).allSatisfy(call -> {
            assertThat(call.body().getString("text")).isEqualTo("Selamat siang");
            assertThat(call.body().getString("chat_id")).isEqualTo(Long.toString(chat));
        });
    }

    @Test
    void an_answer_that_was_cut_is_not_sent_again_but_shown_as_unconfirmed() {
        say(1, "Halo");
        stub.next("/sendMessage", ok(new JsonObject().put("message_id", 5)).half());

        var message = answer("Mungkin sampai");

        awaitState(message, "failed");
        assertThat(said()).contains("system: A message could not be delivered to the customer: unconfirmed");
        assertThat(stub.calls("/sendMessage")).hasSize(1);
    }

    @Test
    void of_the_suites_own_lines_those_meant_for_the_customer_go_out_and_those_about_the_case_stay() {
        say(1, "Halo");
        eventually(() -> assertThat(said()).isNotEmpty());
        var held = new Chat.Held(
                UUID.fromString(
                        Database.column("select id from conversation where company_id = '%s'".formatted(company))
                                .get(0)),
                company,
                "");
        Database.execute("update conversation set responder = 'bot' where id = '%s'".formatted(held.id()));
        Chat.send(
                        Tokens.bot(company),
                        "POST",
                        "/conversations/{id}/handoff",
                        Map.of("summary", "Marah sekali", "slots", Map.of("nib", "77")),
                        held.id())
                .then()
                .statusCode(200);
        stub.next(
                "/sendMessage",
                ok(new JsonObject().put("message_id", IDS.incrementAndGet())),
                Reply.json(403, new JsonObject().put("ok", false).put("error_code", 403)));
        var refused = answer("Masih di sana?");
        awaitState(refused, "failed");
        answer("Halo?");

        eventually(() -> assertThat(stub.calls("/sendMessage")).hasSize(3));
        assertThat(stub.calls("/sendMessage"))
                .extracting(call -> call.body().getString("text"))
                .containsExactly("One of our people will answer you.", "Masih di sana?", "Halo?");
        assertThat(said())
                .anyMatch(line ->
                        line.startsWith("system: One of our people will answer you.") && line.contains("Marah sekali"))
                .contains("system: A message could not be delivered to the customer: blocked-by-recipient");
    }

    @Test
    void what_goes_on_after_a_close_reaches_the_customer_and_hears_it() {
        say(1, "Halo");
        answer("Selamat siang");
        var closed = conversations().get(0);
        Chat.close(admin, UUID.fromString(closed), Map.of()).then().statusCode(200);

        var begun = Chat.send(admin, "POST", "/conversations/{id}/continuation", Map.of(), closed)
                .then()
                .statusCode(200)
                .extract()
                .<String>path("id");
        Chat.assign(new Chat.Held(UUID.fromString(begun), company, ""), 1, agent);
        Chat.say(Tokens.agent(company, agent), UUID.fromString(begun), "Satu lagi")
                .then()
                .statusCode(201);

        eventually(() -> assertThat(stub.calls("/sendMessage"))
                .extracting(call -> call.body().getString("text"))
                .containsExactly("Selamat siang", "Satu lagi"));
        say(2, "Ya?");
        eventually(() -> assertThat(said()).contains("visitor: Ya?"));
        assertThat(conversations()).hasSize(2);
    }

    private List<String> conversations() {
        return Database.column(
                "select id from conversation where company_id = '%s' order by started_at".formatted(company));
    }

    @Test
    void what_an_agent_corrects_and_takes_back_is_changed_at_the_customers_too() {
        say(1, "Halo");
        var message = answer("Buka jam 9");
        awaitState(message, "sent");
        var number = Database.column("select number from message where id = '%s'".formatted(message))
                .get(0);
        var sentAs = Database.column(
                        "select provider_id from channel_outbound where message_id = '%s'".formatted(message))
                .get(0);

        stub.next("/editMessageText", Reply.json(502, new JsonObject().put("ok", false)));
        amend("PATCH", number, Map.of("text", "Buka jam 8"));

        eventually(() -> assertThat(stub.calls("/editMessageText")).hasSize(2));
        assertThat(stub.calls("/editMessageText")).allSatisfy(call -> {
            assertThat(call.body().getString("text")).isEqualTo("Buka jam 8");
            assertThat(call.body().getString("chat_id")).isEqualTo(Long.toString(chat));
            assertThat(sentAs).endsWith(":" + call.body().getLong("message_id"));
        });
        stub.next(
                "/deleteMessage",
                Reply.json(400, new JsonObject().put("ok", false).put("description", "message can't be deleted")));
        amend("DELETE", number, Map.of());

        eventually(() -> assertThat(said())
                .contains("system: The customer keeps what was sent before it was changed: refused (400)"));
        assertThat(stub.calls("/deleteMessage")).hasSize(1);
        assertThat(stub.calls("/sendMessage")).hasSize(1);
    }

    private void amend(String method, String number, Map<String, Object> body) {
        Chat.send(Tokens.agent(company, agent), method, "/messages/{number}", body, number)
                .then()
                .statusCode(200);
    }

    @Test
    void each_step_of_a_message_is_told_once() {
        say(1, "Halo");

        var message = answer("Selamat siang");

        awaitState(message, "sent");
        var conversation = UUID.fromString(
                Database.column("select conversation_id from message where id = '%s'".formatted(message))
                        .get(0));
        var told = Told.of(conversation, DeliveryChanged.TYPE, 2, 4);
        assertThat(told).extracting(event -> event.getString("state")).containsExactly("queued", "sent");
        assertThat(told).allSatisfy(event -> {
            assertThat(event.getString("message_id")).isEqualTo(message);
            assertThat(event.getLong("seq")).isEqualTo(2);
            assertThat(event.getString("company_id")).isEqualTo(company.toString());
        });
    }

    @Test
    void whoever_blocked_the_bot_is_not_reached() {
        say(1, "Halo");
        stub.next(
                "/sendMessage",
                Reply.json(403, new JsonObject().put("ok", false).put("error_code", 403)));

        var message = answer("Masih di sana?");

        awaitState(message, "failed");
        assertThat(Database.column("select delivery ->> 'reason' from message where id = '%s'".formatted(message)))
                .containsExactly("blocked-by-recipient");
    }

    @Test
    void telegram_is_told_where_to_deliver() {
        Chat.send(admin, "POST", "/channels/{id}/registration", "", account)
                .then()
                .statusCode(200)
                .body("answer", equalTo("done"));

        var told = stub.calls("/setWebhook").get(0).body();
        assertThat(told.getString("url")).endsWith("/api/v2/chat/webhooks/telegram/" + account);
        assertThat(told.getString("secret_token")).isEqualTo(SECRET);
        assertThat(told.getJsonArray("allowed_updates"))
                .isEqualTo(new JsonArray().add("message").add("edited_message"));
        stub.next(
                "/setWebhook", Reply.json(400, new JsonObject().put("ok", false).put("description", "bad webhook")));
        Chat.send(admin, "POST", "/channels/{id}/registration", "", account)
                .then()
                .statusCode(502)
                .body("detail", equalTo("bad webhook"));
    }
}
