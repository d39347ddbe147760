package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.Api.Answer;
import dev.sapa.verify.suite.Suite;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Seed 004: what the message centre's dashboard relies on, over the public door, number by number. */
@Order(8)
class SeedFourSystemTest extends SeedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private @Nullable Api signedIn;

    SeedFourSystemTest(Suite suite) {
        super(suite);
    }

    private JsonNode login(String identifier, String password) {
        return api.post("/auth/login", Map.of("identifier", identifier, "password", password))
                .expect(200);
    }

    private Api centre() {
        if (signedIn == null) {
            signedIn =
                    api.bearer(login("admin", "admin123").path("access_token").asText());
        }
        return signedIn;
    }

    private Api centreAgent() {
        return api.bearer(login("agent", "agent123").path("access_token").asText());
    }

    private static String phone() {
        return "+62 8" + ThreadLocalRandom.current().nextLong(100_000_000L, 999_999_999L);
    }

    private JsonNode open(String phone) {
        return centre().post(
                        "/chats/",
                        Map.of(
                                "customer_name",
                                "Budi",
                                "customer_phone",
                                phone,
                                "customer_email",
                                "customer@email.com",
                                "customer_address",
                                "Jakarta",
                                "channel",
                                "WhatsApp"))
                .expect(200);
    }

    private Answer send(Api who, JsonNode chat, String text, String sender) {
        return who.post("/chats/messages", Map.of("chat_id", chat.path("id").asLong(), "text", text, "sender", sender));
    }

    private JsonNode detail(JsonNode chat) {
        return centre().get("/chats/" + chat.path("id").asLong()).expect(200);
    }

    private JsonNode patch(JsonNode chat, Map<String, ?> change) {
        return centre().patch("/chats/" + chat.path("id").asLong(), change).expect(200);
    }

    private void close(JsonNode chat) {
        patch(chat, Map.of("mode", "closed"));
    }

    private static List<String> texts(JsonNode chat) {
        return StreamSupport.stream(chat.path("messages").spliterator(), false)
                .map(message -> message.path("sender").asText() + ": "
                        + message.path("text").asText())
                .toList();
    }

    private static JsonNode named(Map<String, JsonNode> chats, String name) {
        return Objects.requireNonNull(chats.get(name), name);
    }

    private Map<String, JsonNode> byName(JsonNode list) {
        var names = new HashMap<String, JsonNode>();
        list.forEach(chat -> names.putIfAbsent(chat.path("name").asText(), chat));
        return names;
    }

    @Test
    void S4_1_S4_2_S4_16_both_demo_users_sign_in_by_name_or_e_mail() {
        var admin = login("admin@example.com", "admin123");

        assertThat(admin.path("message").asText()).isEqualTo("Login success");
        assertThat(admin.path("token_type").asText()).isEqualTo("bearer");
        assertThat(admin.path("data").path("id").isIntegralNumber()).isTrue();
        assertThat(admin.path("data").path("username").asText()).isEqualTo("admin");
        assertThat(admin.path("data").path("role").asText()).isEqualTo("admin");
        assertThat(login("agent", "agent123").path("data").path("role").asText())
                .isEqualTo("agent");
        var refused = api.post("/auth/login", Map.of("identifier", "admin", "password", "wrong"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text()).isEqualTo("{\"detail\":\"Invalid credentials\"}");
        assertThat(api.post("/auth/login", Map.of("identifier", "admin")).status())
                .isEqualTo(422);
    }

    @Test
    void S4_3_S4_17_the_four_chats_are_there_and_the_agent_has_two_of_them() {
        await().atMost(PATIENCE).until(() -> byName(centre().get("/chats/").expect(200))
                .keySet()
                .containsAll(List.of("John Doe", "Sarah Williams", "Maria Lopez", "Ahmed Hassan")));
        var chats = byName(centre().get("/chats/").expect(200));

        assertThat(named(chats, "John Doe").path("unread").asInt()).isEqualTo(2);
        assertThat(named(chats, "John Doe").path("mode").asText()).isEqualTo("agent");
        assertThat(named(chats, "John Doe").path("online").asBoolean()).isTrue();
        assertThat(named(chats, "John Doe").path("channel").asText()).isEqualTo("WhatsApp");
        assertThat(named(chats, "Sarah Williams").path("mode").asText()).isEqualTo("bot");
        assertThat(named(chats, "Maria Lopez").path("unread").asInt()).isEqualTo(1);
        assertThat(named(chats, "Ahmed Hassan").path("mode").asText()).isEqualTo("paused");
        var own = centreAgent().get("/chats/").expect(200);
        assertThat(own).hasSize(2);
        assertThat(byName(own)).containsOnlyKeys("John Doe", "Ahmed Hassan");
    }

    @Test
    void S4_3_S4_4_open_reads_need_no_token_and_writes_do() {
        var first = api.get("/chats/").expect(200).path(0);
        assertThat(first.path("last_message_at").asText()).endsWith("+07:00");
        var john = named(byName(api.get("/chats").expect(200)), "John Doe");
        var detail = api.get("/chats/" + john.path("id").asLong()).expect(200);
        assertThat(detail.path("profile").path("phone").asText()).isEqualTo("+62 812-3456-7890");
        assertThat(detail.path("profile").path("address").asText()).isEqualTo("Jakarta Selatan");
        assertThat(detail.path("profile").path("lastActive").asText()).isEqualTo("Online");
        assertThat(detail.path("messages").path(0).path("sender").asText()).isEqualTo("customer");
        assertThat(detail.path("messages").path(0).path("time").asText()).matches("\\d\\d:\\d\\d");
        assertThat(detail.path("messages").path(0).path("status").asText()).isEqualTo("read");

        assertThat(api.patch("/chats/" + john.path("id").asLong(), Map.of("online", true))
                        .status())
                .isEqualTo(401);
        assertThat(api.bearer("nonsense").get("/chats/").status()).isEqualTo(401);
        assertThat(strictDoor().get("/chats/").status()).isEqualTo(401);
        assertThat(centre().get("/chats/999999999").text()).isEqualTo("{\"detail\":\"Chat not found\"}");
        assertThat(centre().get("/chats/john").status()).isEqualTo(422);
    }

    @Test
    void S4_5_S4_13_a_chat_begins_with_the_bot_and_a_known_phone_finds_it_again() {
        var phone = phone();
        var chat = open(phone);

        assertThat(chat.path("mode").asText()).isEqualTo("bot");
        assertThat(chat.path("online").asBoolean()).isTrue();
        assertThat(chat.path("unread").asInt()).isZero();
        assertThat(chat.path("profile").path("email").asText()).isEqualTo("customer@email.com");
        assertThat(open(phone).path("id").asLong()).isEqualTo(chat.path("id").asLong());
        var other = open(phone());
        assertThat(other.path("id").asLong()).isNotEqualTo(chat.path("id").asLong());
        assertThat(centre().post("/chats/", Map.of("customer_name", "Budi")).status())
                .isEqualTo(422);
        close(chat);
        close(other);
    }

    @Test
    void S4_6_S4_11_modes_change_who_answers() {
        var chat = open(phone());

        send(centre(), chat, "Ada promo?", "customer").expect(200);
        await().atMost(PATIENCE).until(() -> texts(detail(chat)).size() == 2);
        assertThat(texts(detail(chat)).get(1)).startsWith("agent: Promo");

        assertThat(patch(chat, Map.of("mode", "paused")).path("mode").asText()).isEqualTo("paused");
        send(centre(), chat, "Halo?", "customer").expect(200);
        assertThat(patch(chat, Map.of("mode", "bot")).path("mode").asText()).isEqualTo("bot");
        send(centre(), chat, "stok?", "customer").expect(200);
        await().atMost(PATIENCE).until(() -> texts(detail(chat)).size() == 5);
        assertThat(texts(detail(chat)).get(4)).contains("stok");

        var assigned = patch(chat, Map.of("assigned_agent_id", agentNumber(), "online", false));
        assertThat(assigned.path("mode").asText()).isEqualTo("agent");
        assertThat(assigned.path("online").asBoolean()).isFalse();
        send(centre(), chat, "stok?", "customer").expect(200);
        assertThat(centre().patch("/chats/" + chat.path("id").asLong(), Map.of("mode", "asleep"))
                        .status())
                .isEqualTo(422);
        assertThat(patch(chat, Map.of("mode", "closed")).path("mode").asText()).isEqualTo("closed");
        assertThat(patch(chat, Map.of("mode", "closed")).path("mode").asText()).isEqualTo("closed");
        assertThat(texts(detail(chat))).hasSize(6);

        var next = patch(chat, Map.of("mode", "bot"));
        assertThat(next.path("id").asLong()).isNotEqualTo(chat.path("id").asLong());
        assertThat(next.path("mode").asText()).isEqualTo("bot");
        assertThat(next.path("name").asText()).isEqualTo(chat.path("name").asText());
        assertThat(patch(chat, Map.of("mode", "bot")).path("id").asLong())
                .isEqualTo(next.path("id").asLong());
        assertThat(detail(chat).path("mode").asText()).isEqualTo("closed");
        patch(next, Map.of("mode", "closed"));
    }

    private long agentNumber() {
        var agents = centre().get("/users/agents").expect(200);
        return StreamSupport.stream(agents.spliterator(), false)
                .filter(user -> user.path("username").asText().equals("agent5"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
    }

    @Test
    void S4_7_S4_8_messages_carry_the_agent_and_reading_clears_the_count() {
        var me = login("admin", "admin123").path("data").path("id").asLong();
        var chat = open(phone());
        patch(chat, Map.of("mode", "paused"));

        send(centre(), chat, "Selamat pagi", "customer").expect(200);
        assertThat(detail(chat).path("unread").asInt()).isEqualTo(1);
        var answered = send(centre(), chat, "Test message from API", "agent").expect(200);
        assertThat(answered.path("sender").asText()).isEqualTo("agent");
        assertThat(answered.path("status").asText()).isEqualTo("sent");
        assertThat(answered.path("agent_id").asLong()).isEqualTo(me);
        assertThat(detail(chat).path("mode").asText()).isEqualTo("paused");

        assertThat(centre().post("/chats/" + chat.path("id").asLong() + "/read", null)
                        .text())
                .isEqualTo("{\"message\":\"Messages marked as read\"}");
        assertThat(detail(chat).path("unread").asInt()).isZero();
        assertThat(detail(chat).path("messages").path(0).path("status").asText())
                .isEqualTo("read");
        assertThat(centre().post("/chats/messages", Map.of("chat_id", 999_999_999, "text", "x", "sender", "agent"))
                        .status())
                .isEqualTo(404);
        assertThat(send(api, chat, "Halo", "agent").status()).isEqualTo(401);
        close(chat);
    }

    @Test
    void S4_7_the_seeds_own_command_writes_into_the_agents_chat_without_taking_it() {
        var john = named(byName(centre().get("/chats/").expect(200)), "John Doe");

        send(centre(), john, "Test message from API", "agent").expect(200);

        assertThat(byName(centreAgent().get("/chats/").expect(200))).containsOnlyKeys("John Doe", "Ahmed Hassan");
    }

    @Test
    void S4_9_messages_and_chats_are_taken_back() {
        var chat = open(phone());
        send(centre(), chat, "Halo", "customer").expect(200);
        var mine = send(centre(), chat, "Slaah", "agent").expect(200).path("id").asLong();
        var theirs = detail(chat).path("messages").path(0).path("id").asLong();

        assertThat(centre().patch("/chats/messages/" + mine, Map.of("text", "Salah"))
                        .expect(200)
                        .path("text")
                        .asText())
                .isEqualTo("Salah");
        assertThat(centre().patch("/chats/messages/" + theirs, Map.of("text", "x"))
                        .text())
                .isEqualTo("{\"detail\":\"Can only edit agent messages\"}");
        centre().delete("/chats/messages/" + mine).expect(200);
        assertThat(texts(detail(chat))).doesNotContain("agent: Salah").contains("customer: Halo");
        assertThat(centreAgent().delete("/chats/" + chat.path("id").asLong()).status())
                .isEqualTo(403);
        assertThat(centre().delete("/chats/" + chat.path("id").asLong()).text())
                .isEqualTo("{\"message\":\"Chat deleted successfully\"}");
        assertThat(centre().get("/chats/" + chat.path("id").asLong()).status()).isEqualTo(404);
    }

    @Test
    void S4_10_users_can_be_listed_registered_and_changed() {
        var name = "staf-" + UUID.randomUUID();
        var user = centre().post(
                        "/auth/register",
                        Map.of(
                                "name",
                                "Staf Baru",
                                "username",
                                name,
                                "email",
                                name + "@example.com",
                                "password",
                                "rahasia-1",
                                "role",
                                "karyawan"))
                .expect(200)
                .path("data");

        assertThat(user.path("role").asText()).isEqualTo("agent");
        assertThat(login(name, "rahasia-1").path("data").path("id").asLong())
                .isEqualTo(user.path("id").asLong());
        assertThat(centre().patch("/users/" + user.path("id").asLong(), Map.of("name", "Staf Lama"))
                        .expect(200)
                        .path("name")
                        .asText())
                .isEqualTo("Staf Lama");
        assertThat(centre().get("/users/admins").expect(200)).isNotEmpty();
        assertThat(api.get("/db-connect").text()).isEqualTo("{\"database\":\"postgresql\",\"status\":\"connected\"}");
        assertThat(api.with("Accept", "application/json").get("/").text()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void S4_10_an_agent_and_the_administrators_have_a_thread() {
        var agent = login("agent", "agent123").path("data").path("id").asLong();
        var thread = "/admin-chat/" + agent;

        var said = centreAgent()
                .post(thread + "/messages", Map.of("text", "Mohon arahan", "sender", "agent", "mode", "bot"))
                .expect(200);
        assertThat(said.path("sender").asText()).isEqualTo("agent");
        centre().post(thread + "/messages", Map.of("text", "Baik", "sender", "admin", "mode", "manual"))
                .expect(200);

        var lines = centreAgent().get(thread).expect(200);
        var last = lines.size() - 1;
        assertThat(lines.path(last).path("text").asText()).isEqualTo("Baik");
        assertThat(lines.path(last - 1).path("sender_name").asText()).isEqualTo("Auto Admin");
        assertThat(lines.path(last - 2).path("text").asText()).isEqualTo("Mohon arahan");
        assertThat(agent(1).get(thread).status()).isEqualTo(403);
    }

    @Test
    void S4_12_three_deliveries_at_once_make_one_message_which_the_bot_answers_once() {
        var id = "wa-" + UUID.randomUUID();
        var number = "628" + ThreadLocalRandom.current().nextLong(100_000_000L, 999_999_999L);
        var delivery = delivery(id, number, "Bagaimana cara bayar?");

        var answers = IntStream.range(0, 3).mapToObj(i -> api.posting("/webhook/whapi", delivery)).toList().stream()
                .map(CompletableFuture::join)
                .toList();

        var receipts = answers.stream().map(answer -> answer.expect(200)).toList();
        assertThat(receipts).allSatisfy(receipt -> {
            assertThat(receipt.path("status").asText()).isEqualTo("ok");
            assertThat(receipt.path("mode").asText()).isEqualTo("bot");
        });
        var chat = receipts.get(0).path("chat_id").asLong();
        assertThat(receipts)
                .allSatisfy(
                        receipt -> assertThat(receipt.path("chat_id").asLong()).isEqualTo(chat));
        var shown = centre().get("/chats/" + chat).expect(200);
        assertThat(texts(shown)).hasSize(2);
        assertThat(texts(shown).get(1)).startsWith("agent: Pembayaran");

        centre().patch("/chats/" + chat, Map.of("mode", "paused")).expect(200);
        var paused = api.post("/webhook/whapi/messages", delivery(id + "-2", number, "Halo?"))
                .expect(200);
        assertThat(paused.toString())
                .isEqualTo("{\"status\":\"ok\",\"mode\":\"paused\",\"chat_id\":%d}".formatted(chat));
        centre().patch("/chats/" + chat, Map.of("mode", "closed")).expect(200);
    }

    @Test
    void S4_12_a_customer_who_asks_for_an_agent_waits_for_one() {
        var number = "628" + ThreadLocalRandom.current().nextLong(100_000_000L, 999_999_999L);

        var receipt = api.post(
                        "/webhook/whapi", delivery("wa-" + UUID.randomUUID(), number, "Saya mau bicara dengan agent"))
                .expect(200);

        assertThat(receipt.path("mode").asText()).isEqualTo("agent");
        var chat = "/chats/" + receipt.path("chat_id").asLong();
        assertThat(texts(centre().get(chat).expect(200))).hasSize(2);
        centre().patch(chat, Map.of("mode", "closed")).expect(200);
    }

    @Test
    void S4_12_deliveries_that_say_nothing_are_ignored_and_bad_ones_refused() {
        assertThat(api.post("/webhook/whapi", Map.of()).text())
                .isEqualTo("{\"status\":\"ignored\",\"reason\":\"no messages\"}");
        assertThat(api.post("/webhook/whapi", Map.of("messages", List.of(Map.of("from", "62812"))))
                        .text())
                .isEqualTo("{\"status\":\"ignored\",\"reason\":\"missing sender or text\"}");
        assertThat(api.with("X-Webhook-Token", "guessed")
                        .post("/webhook/whapi", Map.of())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void S4_14_the_dashboards_origin_may_call_with_credentials() {
        var answer = api.with("Origin", "http://localhost:3000").get("/chats/");

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    }

    private static Map<String, Object> delivery(String id, String from, String text) {
        return Map.of(
                "messages", List.of(Map.of("id", id, "from", from, "from_name", "Budi", "text", Map.of("body", text))));
    }
}
