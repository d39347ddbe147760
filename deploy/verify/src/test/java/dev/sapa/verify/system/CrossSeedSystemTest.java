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
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What only one suite for all seeds can pass: the same people and conversations on every surface. */
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
}
