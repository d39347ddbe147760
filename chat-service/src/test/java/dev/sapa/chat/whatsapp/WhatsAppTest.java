package dev.sapa.chat.whatsapp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.Flood;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.chat.carriage.ProviderStub;
import dev.sapa.chat.carriage.ProviderStub.Call;
import dev.sapa.chat.carriage.ProviderStub.Reply;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WhatsApp against a stub that behaves as the Cloud API's documents say, its faults included. */
@QuarkusTest
@ServiceTest
class WhatsAppTest {

    private static final AtomicLong NUMBERS = new AtomicLong(62_813_000_000L + System.nanoTime() % 1_000_000 * 1_000);
    private static final AtomicLong SENT = new AtomicLong();
    private static final String APP_SECRET = "an app's secret";
    private static final byte[] PNG = HexFormat.of()
            .parseHex("89504e470d0a1a0a0000000d4948445200000001000000010806000000"
                    + "1f15c4890000000d49444154789c636060606000000005000166e8d3a50000000049454e44ae426082");

    private final String number = Long.toString(NUMBERS.incrementAndGet());
    private final String customer = Long.toString(NUMBERS.incrementAndGet());
    private UUID company = UUID.randomUUID();
    private UUID agent = UUID.randomUUID();
    private String admin = "";
    private String account = "";

    @SuppressWarnings("NullAway.Init") // before each
    private ProviderStub stub;

    @BeforeEach
    void a_company_with_an_account() {
        stub = new ProviderStub(this::habit);
        company = Announcements.company(PortalAccess.STRICT);
        agent = UUID.randomUUID();
        admin = Tokens.admin(company, UUID.randomUUID());
        account = Chat.send(admin, "POST", "/channels", request(Map.of()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private Reply habit(Call call) {
        if (call.path().endsWith("/messages")) {
            return sent("wamid.out-" + SENT.incrementAndGet() + "-" + number);
        }
        if (call.path().endsWith("/media")) {
            return Reply.json(200, new JsonObject().put("id", "media-" + SENT.incrementAndGet()));
        }
        if (call.path().endsWith("/picture-1")) {
            return Reply.json(
                    200, new JsonObject().put("url", stub.url() + "/content").put("mime_type", "image/png"));
        }
        if (call.path().endsWith("/content")) {
            return new Reply(200, Buffer.buffer(PNG), Map.of(), false);
        }
        return Reply.json(404, new JsonObject());
    }

    private static Reply sent(String id) {
        return Reply.json(
                200,
                new JsonObject()
                        .put("messaging_product", "whatsapp")
                        .put("messages", new JsonArray().add(new JsonObject().put("id", id))));
    }

    private static Reply error(int status, int code) {
        return Reply.json(
                status,
                new JsonObject().put("error", new JsonObject().put("code", code).put("message", "no")));
    }

    private Map<String, Object> request(Map<String, Object> secrets) {
        var all = new HashMap<String, Object>(
                Map.of("access_token", "EAAG-token", "app_secret", APP_SECRET, "verify_token", "verify me"));
        all.putAll(secrets);
        return Map.of(
                "channel",
                "whatsapp",
                "name",
                "WhatsApp Layanan",
                "settings",
                Map.of("phone_number_id", number, "base_url", stub.url()),
                "secrets",
                all);
    }

    private JsonObject text(String id, String text) {
        return message(id, "text").put("text", new JsonObject().put("body", text));
    }

    private JsonObject message(String id, String type) {
        return new JsonObject()
                .put("id", id + "-" + number)
                .put("from", customer)
                .put("timestamp", Long.toString(Instant.now().getEpochSecond() - 60))
                .put("type", type);
    }

    private JsonObject status(String id, String state) {
        return new JsonObject()
                .put("id", id)
                .put("status", state)
                .put("timestamp", Long.toString(Instant.now().getEpochSecond()))
                .put("recipient_id", customer);
    }

    private JsonObject change(List<JsonObject> messages, List<JsonObject> statuses) {
        var value = new JsonObject()
                .put("messaging_product", "whatsapp")
                .put("metadata", new JsonObject().put("phone_number_id", number))
                .put(
                        "contacts",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("wa_id", customer)
                                        .put("profile", new JsonObject().put("name", "Budi"))));
        if (!messages.isEmpty()) {
            value.put("messages", new JsonArray(messages));
        }
        if (!statuses.isEmpty()) {
            value.put("statuses", new JsonArray(statuses));
        }
        return new JsonObject().put("field", "messages").put("value", value);
    }

    private static JsonObject call(JsonObject... changes) {
        return new JsonObject()
                .put("object", "whatsapp_business_account")
                .put(
                        "entry",
                        new JsonArray()
                                .add(new JsonObject().put("id", "1").put("changes", new JsonArray(List.of(changes)))));
    }

    private static String signature(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Response deliver(String body, String signature) {
        return given().contentType(ContentType.JSON)
                .header("X-Hub-Signature-256", signature)
                .body(body)
                .post("/webhooks/whatsapp/{id}", account);
    }

    private void deliver(JsonObject body) {
        deliver(body.encode(), signature(body.encode())).then().statusCode(200);
    }

    private void say(String id, String text) {
        deliver(call(change(List.of(text(id, text)), List.of())));
    }

    private void report(JsonObject... statuses) {
        deliver(call(change(List.of(), List.of(statuses))));
    }

    private List<String> conversations() {
        return Database.column(
                "select id from conversation where company_id = '%s' order by number".formatted(company));
    }

    private List<String> said() {
        return Database.column("""
                select m.author || ': ' || m.body from message m join conversation c on c.id = m.conversation_id
                where m.company_id = '%s' order by c.number, m.seq
                """.formatted(company));
    }

    /** An agent's answer; the agent has the conversation. */
    private String answer(String text, Map<String, Object> more) {
        var body = new HashMap<String, Object>(more);
        body.put("text", text);
        return Chat.post(Tokens.agent(company, agent), held(), body)
                .then()
                .statusCode(201)
                .extract()
                .path("message.id");
    }

    private UUID held() {
        var conversation = UUID.fromString(conversations().get(0));
        Chat.assign(new Chat.Held(conversation, company, ""), 1, agent);
        return conversation;
    }

    private Map<String, Object> delivery(String message) {
        List<Map<String, Object>> messages = Chat.get(
                        Tokens.supervisor(company, agent),
                        "/conversations/{id}/messages",
                        conversations().get(0))
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        Map<String, Object> none = Map.of();
        return messages.stream()
                .filter(found -> message.equals(found.get("id")))
                .map(found -> {
                    @SuppressWarnings("unchecked")
                    var delivery = (Map<String, Object>) found.get("delivery");
                    return delivery == null ? none : delivery;
                })
                .findFirst()
                .orElse(none);
    }

    private void awaitDelivery(String message, String state) {
        eventually(() -> assertThat(delivery(message)).containsEntry("state", state));
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(check);
    }

    private static <T> T eventual(Supplier<List<T>> all, int count) {
        eventually(() -> assertThat(all.get()).hasSize(count));
        return all.get().get(count - 1);
    }

    private List<String> texts() {
        return stub.calls("/messages").stream()
                .map(call -> call.body().getJsonObject("text", new JsonObject()).getString("body", "-"))
                .toList();
    }

    @Test
    void an_account_is_shown_without_its_secrets_which_are_sealed_in_the_database() {
        Chat.get(admin, "/channels/{id}", account)
                .then()
                .statusCode(200)
                .body("address", equalTo(number))
                .body("secrets_set", contains("access_token", "app_secret", "verify_token"))
                .body("webhook_url", endsWith("/api/v2/chat/webhooks/whatsapp/" + account))
                .body("settings.api_version", notNullValue());

        assertThat(Chat.get(admin, "/channels").asString()).contains(account).doesNotContain("EAAG", APP_SECRET);
        assertThat(Database.column(
                        "select encode(secrets, 'escape') from channel_account where id = '%s'".formatted(account)))
                .allSatisfy(kept -> assertThat(kept).doesNotContain("EAAG", APP_SECRET));
    }

    @Test
    void an_account_with_something_wrong_is_refused_and_says_what() {
        var wrong = Map.of(
                "channel-setting-invalid",
                Map.<String, Object>of(
                        "channel", "whatsapp", "name", "x", "settings", Map.of("phone_number_id", "abc")),
                "channel-unknown",
                Map.<String, Object>of("channel", "smoke", "name", "x"),
                "channel-address-taken",
                request(Map.of()));

        wrong.forEach((code, body) -> Chat.send(admin, "POST", "/channels", body)
                .then()
                .statusCode(not(201))
                .body("code", equalTo(code)));
        var stranger = Tokens.admin(Announcements.company(PortalAccess.STRICT), UUID.randomUUID());
        Chat.get(stranger, "/channels/{id}", account).then().statusCode(404);
        Chat.send(stranger, "PUT", "/channels/{id}", request(Map.of()), account)
                .then()
                .statusCode(404);
        Chat.send(stranger, "DELETE", "/channels/{id}", "", account).then().statusCode(404);
    }

    @Test
    void whoever_knows_the_verify_token_gets_the_challenge_back() {
        given().queryParam("hub.mode", "subscribe")
                .queryParam("hub.verify_token", "verify me")
                .queryParam("hub.challenge", "1158201444")
                .get("/webhooks/whatsapp/{id}", account)
                .then()
                .statusCode(200)
                .contentType(ContentType.TEXT)
                .body(equalTo("1158201444"));
        given().queryParam("hub.mode", "subscribe")
                .queryParam("hub.verify_token", "guess")
                .queryParam("hub.challenge", "1158201444")
                .get("/webhooks/whatsapp/{id}", account)
                .then()
                .statusCode(403);
    }

    @Test
    void only_what_is_signed_is_taken() {
        var body = call(change(List.of(text("m", "Halo")), List.of())).encode();

        deliver(body, signature(body + " ")).then().statusCode(401).body("code", equalTo("webhook-signature-invalid"));
        given().body(body)
                .contentType(ContentType.JSON)
                .post("/webhooks/whatsapp/{id}", account)
                .then()
                .statusCode(401);
        deliver("[]", signature("[]")).then().statusCode(400);
        given().body(body)
                .post("/webhooks/whatsapp/{id}", UUID.randomUUID())
                .then()
                .statusCode(404);
        assertThat(Database.column("select 1 from channel_inbound where account_id = '%s'".formatted(account)))
                .isEmpty();
    }

    @Test
    void a_message_opens_a_conversation_and_keeps_the_providers_time() {
        say("m1", "Selamat pagi");

        eventually(() -> assertThat(said()).containsExactly("visitor: Selamat pagi"));
        Chat.get(admin, "/conversations/{id}", conversations().get(0))
                .then()
                .body("channel", equalTo("whatsapp"))
                .body("status", equalTo("waiting"))
                .body("visitor.name", equalTo("Budi"))
                .body("visitor.phone", equalTo("+" + customer));
        eventually(() -> Chat.get(
                        admin, "/conversations/{id}/messages", conversations().get(0))
                .then()
                .body("items[0].delivery.state", equalTo("received"))
                .body("items[0].delivery.sent_at", notNullValue()));
        assertThat(Database.column("select payload from channel_inbound where account_id = '%s'".formatted(account)))
                .containsOnly((String) null);
    }

    @Test
    void a_webhook_delivered_three_times_at_once_makes_one_message() {
        var body = call(change(List.of(text("m1", "Sekali saja")), List.of()));

        var answers = Flood.of(
                3,
                i -> Flood.post(
                        "/webhooks/whatsapp/" + account, body, "X-Hub-Signature-256", signature(body.encode())));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        say("m2", "Lalu");
        eventually(() -> assertThat(said()).containsExactly("visitor: Sekali saja", "visitor: Lalu"));
        assertThat(conversations()).hasSize(1);
    }

    @Test
    void several_messages_of_one_call_come_in_their_order_whatever_they_are() {
        deliver(call(
                change(
                        List.of(
                                text("m1", "Satu"),
                                message("m2", "reaction").put("reaction", new JsonObject().put("emoji", "+1")),
                                message("m3", "order")),
                        List.of()),
                change(List.of(text("m4", "Dua")), List.of())));

        eventually(() -> assertThat(said())
                .containsExactly(
                        "visitor: Satu",
                        "visitor: [Reaction: +1]",
                        "visitor: [A message of type order]",
                        "visitor: Dua"));
        assertThat(Database.column(
                        "select message_type from message where company_id = '%s' order by seq".formatted(company)))
                .containsExactly("text", "system", "system", "text");
    }

    @Test
    void a_picture_becomes_a_file_of_ours() {
        stub.next("/picture-1", error(500, 1));
        deliver(call(change(
                List.of(message("m1", "image")
                        .put("image", new JsonObject().put("id", "picture-1").put("caption", "Berkas saya"))),
                List.of())));

        eventually(() -> assertThat(said()).containsExactly("visitor: Berkas saya"));
        var url = Database.column(
                        "select attachments -> 0 ->> 'url' from message where company_id = '%s'".formatted(company))
                .get(0);
        assertThat(given().get(url).asByteArray()).isEqualTo(PNG);
        assertThat(stub.calls("/content")).extracting(Call::authorization).containsOnly("Bearer EAAG-token");
    }

    @Test
    void a_file_that_cannot_be_had_holds_its_message_up_only_for_a_while() {
        deliver(call(change(
                List.of(
                        message("m1", "document")
                                .put(
                                        "document",
                                        new JsonObject().put("id", "gone").put("filename", "akta.pdf")),
                        text("m2", "Sudah terima?")),
                List.of())));

        eventually(() -> assertThat(said())
                .containsExactly("visitor: [File akta.pdf: it could not be fetched]", "visitor: Sudah terima?"));
    }

    @Test
    void an_answer_goes_out_in_order_and_is_reported_up_to_read() {
        say("m1", "Halo");
        eventual(this::conversations, 1);
        var first = answer("Selamat siang", Map.of());
        answer("Ada yang bisa dibantu?", Map.of());

        eventually(() -> assertThat(texts()).containsExactly("Selamat siang", "Ada yang bisa dibantu?"));
        awaitDelivery(first, "sent");
        var sent = stub.calls("/messages").get(0);
        assertThat(sent.path()).isEqualTo("/v21.0/" + number + "/messages");
        assertThat(sent.body().getString("to")).isEqualTo(customer);
        var id = Database.column("select provider_id from channel_outbound where message_id = '%s'".formatted(first))
                .get(0);
        report(status(id, "read"));
        report(status(id, "delivered"));
        awaitDelivery(first, "read");
        eventually(() -> assertThat(Database.column(
                        "select visitor_read_seq from conversation where company_id = '%s'".formatted(company)))
                .containsExactly("2"));
    }

    @Test
    void a_status_that_comes_before_the_answer_is_not_lost() {
        say("m1", "Halo");
        eventual(this::conversations, 1);
        var early = "wamid.early-" + number;
        report(status(early, "delivered"));
        stub.next("/messages", sent(early));

        awaitDelivery(answer("Halo juga", Map.of()), "delivered");
    }

    @Test
    void faults_that_pass_are_tried_again_and_limits_are_respected() {
        say("m1", "Halo");
        eventual(this::conversations, 1);
        stub.next("/messages", error(503, 131016), error(429, 130429).with("Retry-After", "1"));

        var message = answer("Akhirnya", Map.of());
        answer("Setelah itu", Map.of());

        awaitDelivery(message, "sent");
        eventually(() -> assertThat(texts()).containsExactly("Akhirnya", "Akhirnya", "Akhirnya", "Setelah itu"));
    }

    @Test
    void what_the_provider_refuses_is_shown_with_its_reason_and_does_not_stop_the_next() {
        say("m1", "Halo");
        eventual(this::conversations, 1);
        stub.next("/messages", error(400, 131026));

        var refused = answer("Tidak sampai", Map.of());
        var next = answer("Sampai", Map.of());

        awaitDelivery(next, "sent");
        assertThat(delivery(refused)).containsEntry("state", "failed").containsEntry("reason", "not-deliverable");
        assertThat(said()).contains("system: A message could not be delivered to the customer: not-deliverable");
        assertThat(texts()).containsExactly("Tidak sampai", "Sampai");
    }

    @Test
    void an_answer_that_was_cut_is_looked_for_before_anything_is_sent_again() {
        say("m1", "Halo");
        eventual(this::conversations, 1);
        stub.next("/messages", sent("wamid.cut-" + number).half());

        var message = answer("Satu kali", Map.of());
        var ours = eventual(() -> stub.calls("/messages"), 1).body().getString("biz_opaque_callback_data");
        report(status("wamid.cut-" + number, "sent").put("biz_opaque_callback_data", ours));

        awaitDelivery(message, "sent");
        answer("Yang berikut", Map.of());
        eventually(() -> assertThat(texts()).containsExactly("Satu kali", "Yang berikut"));
    }

    @Test
    void what_a_killed_process_was_sending_goes_out_in_the_end() {
        say("m1", "Halo");
        eventual(this::conversations, 1);
        var message = answer("Tetap sampai", Map.of());
        awaitDelivery(message, "sent");
        // As it stands after a kill between the claim and the answer, of which nothing came.
        Database.execute("""
                update channel_outbound set state = 'sending', provider_id = null, claimed_at = now() - interval '1 hour'
                where message_id = '%s'
                """.formatted(message));

        awaitDelivery(message, "sent");
        eventually(() -> assertThat(texts()).containsExactly("Tetap sampai", "Tetap sampai"));
    }

    @Test
    void outside_of_the_window_only_a_template_goes_out() {
        say("m1", "Halo");
        eventual(this::conversations, 1);
        var conversation = held();
        var token = Tokens.agent(company, agent);
        Chat.get(token, "/conversations/{id}/channel", conversation)
                .then()
                .statusCode(200)
                .body("open", equalTo(true))
                .body("window_until", notNullValue());
        eventually(() -> assertThat(said()).hasSize(1));
        Database.execute("update channel_contact set heard_at = now() - interval '25 hours' where account_id = '%s'"
                .formatted(account));

        Chat.say(token, conversation, "Terlambat")
                .then()
                .statusCode(409)
                .body("code", equalTo("channel-window-closed"));
        assertThat(said()).containsExactly("visitor: Halo");
        Chat.get(token, "/conversations/{id}/channel", conversation).then().body("open", equalTo(false));
        answer(
                "Pesanan Anda siap",
                Map.of(
                        "attachments",
                        List.of(Map.of(
                                "type",
                                "template",
                                "name",
                                "order_ready",
                                "language",
                                "id",
                                "parameters",
                                List.of("A1")))));
        var sent = eventual(() -> stub.calls("/messages"), 1).body();
        assertThat(sent.getString("type")).isEqualTo("template");
        assertThat(sent.getJsonObject("template").getString("name")).isEqualTo("order_ready");
        assertThat(sent.getJsonObject("template").encode()).contains("A1");
    }

    @Test
    void a_file_of_an_agent_is_uploaded_first() {
        say("m1", "Halo");
        eventual(this::conversations, 1);
        var conversation = held();
        var file = given().auth()
                .oauth2(Tokens.agent(company, agent))
                .multiPart("file", "peta.png", PNG, "image/png")
                .post("/conversations/{id}/files", conversation)
                .then()
                .statusCode(201)
                .extract();

        var message = answer("Ini petanya", Map.of("attachments", List.of(Map.of("id", file.path("id")))));

        awaitDelivery(message, "sent");
        assertThat(stub.calls("/media")).hasSize(1);
        var sent = stub.calls("/messages").get(0).body();
        assertThat(sent.getString("type")).isEqualTo("image");
        assertThat(sent.getJsonObject("image").getString("caption")).isEqualTo("Ini petanya");
        assertThat(sent.getJsonObject("image").getString("id")).startsWith("media-");
    }

    @Test
    void after_the_end_the_next_message_opens_another_conversation() {
        say("m1", "Halo");
        eventual(this::conversations, 1);
        Chat.close(admin, UUID.fromString(conversations().get(0)), Map.of())
                .then()
                .statusCode(200);

        say("m2", "Satu lagi");

        eventual(this::conversations, 2);
        eventually(() -> assertThat(said()).containsExactly("visitor: Halo", "visitor: Satu lagi"));
        assertThat(Database.column(
                        "select distinct visitor_id from conversation where company_id = '%s'".formatted(company)))
                .hasSize(1);
    }

    @Test
    void contacts_do_not_wait_for_each_other() {
        var slow = new ArrayList<JsonObject>();
        slow.add(message("m1", "image").put("image", new JsonObject().put("id", "gone")));
        slow.add(text("m2", "Lain").put("from", customer + "1"));
        deliver(call(change(slow, List.of())));

        eventually(() -> assertThat(said()).contains("visitor: Lain"));
        given().auth().oauth2(admin).get("/channels").then().body("items.id", containsInAnyOrder(account));
    }
}
