package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Suite;
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
}
