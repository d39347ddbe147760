package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.EventLine;
import dev.sapa.verify.suite.Suite;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What only one suite for all seeds can pass: the same people and conversations on every surface. */
@Order(8)
class CrossSeedSystemTest extends SeedTest {

    CrossSeedSystemTest(Suite suite) {
        super(suite);
    }

    private String signedIn(String identifier, String password) {
        return api.post("/auth/login", Map.of("identifier", identifier, "password", password))
                .expect(200)
                .path("access_token")
                .asText();
    }

    @Test
    void cross_2_one_log_in_is_good_on_every_surface() {
        var token = signedIn("admin", "admin123");

        var profile = api.bearer(token).get("/api/auth/profile").expect(200);
        assertThat(profile.at("/data/email").asText()).isEqualTo("admin@example.com");
        api.bearer(token).get("/chats/").expect(200);
        api.bearer(token("admin@livechat.com")).get("/chats/").expect(200);
        var session = session(start("Pajak"));
        try (var socket = ChatSocket.open(suite.sockets().get(0), Map.of("Authorization", "Bearer " + token))) {
            socket.send("join_session", session, Map.of()).await("joined_session");
        }
    }

    @Test
    void cross_1_a_visitors_conversation_shows_in_every_list_and_each_answer_reaches_it_once() {
        var started = startOss(Map.of("browser_uuid", UUID.randomUUID().toString(), "topic", "Pajak"));
        var session = session(started);
        say(api, session, "Halo dari portal").expect(200);
        var centre = api.bearer(signedIn("admin", "admin123"));

        var waiting = admin().get("/api/chat/admin/waiting").expect(200).path("data");
        assertThat(StreamSupport.stream(waiting.spliterator(), false)
                        .map(item -> item.path("session_id").asText()))
                .contains(session);
        var chat = StreamSupport.stream(centre.get("/chats/").expect(200).spliterator(), false)
                .filter(item -> item.path("mode").asText().equals("agent")
                        && item.path("channel").asText().equals("Web"))
                .findFirst()
                .orElseThrow();
        assertThat(chat.path("id").isIntegralNumber()).isTrue();
        try (var visitor = ChatSocket.open(suite.sockets().get(0))) {
            visitor.send("join_session", session, Map.of()).await("joined_session");
            centre.post(
                            "/chats/messages",
                            Map.of("chat_id", chat.path("id").asLong(), "text", "Kami bantu", "sender", "agent"))
                    .expect(200);
            visitor.await("new_message", data -> data.path("message").asText().equals("Kami bantu"));
            say(api, session, "Terima kasih").expect(200);
            visitor.await("new_message", data -> data.path("message").asText().equals("Terima kasih"));
            assertThat(visitor.frames().stream()
                            .filter(frame ->
                                    frame.path("data").path("message").asText().equals("Kami bantu")))
                    .hasSize(1);
        }
    }

    @Test
    void cross_4_who_writes_in_the_simulator_is_answered_from_the_message_centre() {
        var simulator = simulator();
        var sub = "user-" + UUID.randomUUID();
        simulator.post("/api/generate-token", Map.of("sub", sub)).expect(200);
        var conversation = simulator
                .post("/api/create-conversation", Map.of("language", "en_US"))
                .expect(200)
                .path("conversationId")
                .asText();
        var source = simulator.get("/api/sse-config").expect(200);
        var centre = api.bearer(signedIn("admin", "admin123"));
        var question = "Selamat pagi " + sub;
        try (var events =
                new EventLine(URI.create(source.path("sse_url").asText()), SeedZeroSystemTest.headers(source))) {
            simulator.post("/api/send-message", Map.of("text", question)).expect(200);
            var chat = await().atMost(Duration.ofSeconds(30))
                    .until(() -> asking(centre, question), found -> !found.isMissingNode());
            centre.post(
                            "/chats/messages",
                            Map.of("chat_id", chat.path("id").asLong(), "text", "Kami bantu", "sender", "agent"))
                    .expect(200);

            events.await(
                    "CONVERSATION_MESSAGE",
                    event -> event.at("/conversationEntry/sender/role").asText().equals("Agent")
                            && SeedZeroSystemTest.payload(event)
                                    .at("/abstractMessage/staticContent/text")
                                    .asText()
                                    .equals("Kami bantu"));
        }
        simulator.post("/api/close-conversation", null).expect(200);
        assertThat(conversation).isNotEmpty();
    }

    private Api simulator() {
        var port = SeedZeroSystemTest.SIMULATOR_PORT + suite.base().getPort() - SeedZeroSystemTest.PUBLIC_PORT;
        return Api.at(URI.create("http://localhost:" + port)).with("User-Agent", "test " + UUID.randomUUID());
    }

    /** The chat of the message centre in which these words stand; missing while there is none. */
    private static JsonNode asking(Api centre, String text) {
        return StreamSupport.stream(centre.get("/chats/").expect(200).spliterator(), false)
                .filter(chat -> chat.path("channel").asText().equals("Salesforce"))
                .filter(chat ->
                        centre.get("/chats/" + chat.path("id").asLong()).text().contains(text))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static Map<String, Object> delivery(String number, String text) {
        return Map.of(
                "messages",
                List.of(Map.of(
                        "id",
                        "wa-" + UUID.randomUUID(),
                        "from",
                        number,
                        "from_name",
                        "Budi",
                        "text",
                        Map.of("body", text))));
    }

    private static String number() {
        return "628" + ThreadLocalRandom.current().nextLong(100_000_000L, 999_999_999L);
    }

    @Test
    void cross_3_a_hand_over_stops_the_bot_and_makes_a_waiting_session_with_the_context_as_first_system_message() {
        var number = number();
        var centre = api.bearer(signedIn("admin", "admin123"));
        var receipt = api.post("/webhook/whapi", delivery(number, "Bagaimana cara bayar?"))
                .expect(200);
        assertThat(receipt.path("bot_replied").asBoolean()).isTrue();
        var chat = "/chats/" + receipt.path("chat_id").asLong();

        var handed = api.post(
                        "/transfer_to_agent",
                        Map.of("user_id", number, "company_id", "oss", "context", "Sudah ditanya soal bayar"))
                .expect(200);
        var session = handed.path("session_id").asText();

        assertThat(handed.path("status").asText()).isEqualTo("waiting");
        assertThat(centre.get(chat).expect(200).path("mode").asText()).isEqualTo("agent");
        var waiting = admin().get("/api/chat/admin/waiting").expect(200).path("data");
        assertThat(StreamSupport.stream(waiting.spliterator(), false)
                        .map(item -> item.path("session_id").asText()))
                .contains(session);
        var said = api.get("/api/public/chat/session/" + session + "/messages")
                .expect(200)
                .path("data");
        assertThat(StreamSupport.stream(said.spliterator(), false)
                        .filter(message -> message.path("sender_type").asText().equals("system"))
                        .map(message -> message.path("message").asText())
                        .findFirst())
                .contains("Sudah ditanya soal bayar");
        var next = api.post("/webhook/whapi", delivery(number, "Bagaimana cara bayar?"))
                .expect(200);
        assertThat(next.toString())
                .isEqualTo("{\"status\":\"ok\",\"mode\":\"agent\",\"chat_id\":%d}"
                        .formatted(receipt.path("chat_id").asLong()));
        assertThat(centre.get(chat).expect(200).path("messages").size()).isEqualTo(said.size() + 1);
        centre.patch(chat, Map.of("mode", "closed")).expect(200);
    }

    @Test
    void cross_5_a_restart_between_send_and_receive_loses_nothing_on_any_surface() {
        var number = number();
        var session = session(startOss(Map.of("browser_uuid", UUID.randomUUID().toString(), "topic", "Pajak")));
        say(api, session, "Sebelum").expect(200);
        var chat =
                api.post("/webhook/whapi", delivery(number, "Ada yang jual?")).expect(200);

        for (var kind : List.of("chat-service", "gateway")) {
            var killed = suite.member(kind);
            suite.kill(killed);
            await().atMost(Duration.ofSeconds(60)).until(() -> suite.isRestarted(killed) && suite.isHealthy());
        }

        var centre = api.bearer(signedIn("admin", "admin123"));
        var shown = centre.get("/chats/" + chat.path("chat_id").asLong()).expect(200);
        assertThat(texts(shown.path("messages"), "text")).contains("Ada yang jual?");
        assertThat(shown.path("messages").size()).isEqualTo(2); // the bot has answered, once
        assertThat(texts(detail(session).path("messages"), "message")).contains("Sebelum");
        assertThat(texts(
                        api.get("/api/public/chat/session/" + session + "/messages")
                                .expect(200)
                                .path("data"),
                        "message"))
                .containsOnlyOnce("Sebelum");
        try (var visitor = ChatSocket.open(suite.sockets().get(0))) {
            visitor.send("join_session", session, Map.of("after_seq", 0));
            visitor.await("new_message", data -> data.path("message").asText().equals("Sebelum"));
        }
        centre.patch("/chats/" + chat.path("chat_id").asLong(), Map.of("mode", "closed"))
                .expect(200);
    }

    @Test
    void cross_5_a_socket_io_admin_hears_after_the_restart_what_a_user_said_before_it() {
        SocketIoClients.install();
        var tenant = Tenant.make(livechat, "Lintas", "open");
        try (var clients = SocketIoClients.of(suite.base())) {
            var user = clients.open(SocketIoClients.SEEDS, tenant.socketIoToken("budi", "user"))
                    .connected();
            user.ask(Map.of("to", "admin", "content", "Sebelum"));
            var killed = suite.member("chat-service");
            suite.kill(killed);
            await().atMost(Duration.ofSeconds(60)).until(() -> suite.isRestarted(killed) && suite.isHealthy());

            var admin = clients.open(SocketIoClients.NEWEST, tenant.socketIoToken("bos", "admin"))
                    .connected();

            assertThat(admin.await("message").path("content").asText()).isEqualTo("Sebelum");
        }
    }

    private static List<String> texts(JsonNode messages, String field) {
        return StreamSupport.stream(messages.spliterator(), false)
                .map(message -> message.path(field).asText())
                .toList();
    }
}
