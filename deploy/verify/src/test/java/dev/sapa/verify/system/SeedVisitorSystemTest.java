package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.Api.Answer;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a visitor asks and does about its own session in the older portal's words, and the later service's socket. */
@Order(4)
class SeedVisitorSystemTest extends SeedTest {

    private static final List<String> PATHS =
            List.of("/api/public/chat/session/", "/api/chat/session/", "/api/v1/oss-chat/session/");

    SeedVisitorSystemTest(Suite suite) {
        super(suite);
    }

    private URI socketOf(String session, String user, String type) {
        return suite.sockets().get(0).resolve("/ws/" + session + "/" + user + "/" + type);
    }

    private static String path(String session, String what) {
        return PATHS.get(0) + session + "/" + what;
    }

    @Test
    void s2_08_who_waits_is_told_where_it_stands_and_nobody_else() {
        var session = session(start("Izin usaha"));

        for (var path : PATHS) {
            var place = api.get(path + session + "/position").expect(200);
            assertThat(place.at("/data/status").asText()).isEqualTo("waiting");
            assertThat(place.at("/data/session_id").asText()).isEqualTo(session);
            assertThat(place.path("data").has("estimate")).isTrue();
            assertThat(place.path("ahead")).isEqualTo(place.at("/data/ahead"));
        }
        assign(admin(), session, Livechat.AGENT_1).expect(200);
        var answered = api.get(path(session, "position")).expect(200).path("data");
        assertThat(answered.path("status").asText()).isEqualTo("active");
        assertThat(answered.path("position").isNull()).isTrue();

        assertRefused(api.get(path(UNKNOWN, "position")), 404, "Session not found");
        assertRefused(api.get(path("7", "position")), 400, "Invalid session ID");
    }

    @Test
    void s2_15_a_visitor_ends_its_session_and_says_how_it_was() {
        var started = start("Izin usaha");
        var session = session(started);
        var own = api.with("X-Session-Token", started.path("session_token").asText());
        assign(admin(), session, Livechat.AGENT_1).expect(200);

        var ended = own.post(path(session, "close"), Map.of("reason", "sudah jelas"))
                .expect(200);
        assertThat(ended.at("/data/status").asText()).isEqualTo("closed");
        assertRecent(ended.at("/data/ended_at"));
        var twice = own.post(path(session, "close"), null);
        assertRefused(twice, 400, "Failed to close session");
        assertThat(twice.body().path("error").asText()).isEqualTo("session is already closed");

        var stars = Map.of("rating", 4, "feedback", "cepat");
        assertThat(own.post(path(session, "rating"), stars)
                        .expect(200)
                        .at("/data/rating")
                        .asInt())
                .isEqualTo(4);
        own.post(path(session, "rating"), stars).expect(200);
        assertRefused(own.post(path(session, "rating"), Map.of("rating", 1)), 409, "Failed to rate session");
        assertRefused(own.post(path(session, "rating"), Map.of("rating", 6)), 400, "Invalid request body");
        var seen = detail(session);
        assertThat(seen.path("rating").asInt()).isEqualTo(4);
        assertThat(seen.path("feedback").asText()).isEqualTo("cepat");
        assertThat(seen.path("logs").findValuesAsText("action")).contains("closed", "rated");
    }

    @Test
    void s2_15_a_session_that_waits_is_cancelled_by_its_visitor() {
        var session = session(start("Izin usaha"));

        assertThat(api.post(path(session, "close"), null)
                        .expect(200)
                        .at("/data/status")
                        .asText())
                .isEqualTo("closed");

        assertThat(admin().get("/api/chat/admin/waiting")
                        .expect(200)
                        .path("data")
                        .findValuesAsText("session_id"))
                .doesNotContain(session);
    }

    @Test
    void s2_10_a_visitor_takes_the_transcript_along() {
        var session = session(start("Izin usaha"));
        say(api, session, "Saya ingin mengurus NIB").expect(200);

        var text = api.get(path(session, "transcript"));
        text.expect(200);
        assertThat(text.text()).contains("Saya ingin mengurus NIB");
        assertThat(text.header("Content-Disposition")).startsWith("attachment; filename=");
        assertThat(text.header("Content-Type")).startsWith("text/plain");
        assertThat(api.get(path(session, "transcript?format=json"))
                        .expect(200)
                        .path("messages")
                        .findValuesAsText("text"))
                .containsExactly("Saya ingin mengurus NIB");
        assertRefused(api.get(path(session, "transcript?format=pdf")), 400, "Invalid format parameter");
        assertRefused(api.post(path(session, "transcript"), null), 503, "Failed to send chat transcript email");
    }

    @Test
    void s3_08_in_strict_mode_none_of_it_is_done_for_a_bare_id() {
        var started = strictDoor()
                .post("/api/chat/start", Map.of("browser_uuid", UNKNOWN, "topic", "Izin"))
                .expect(201)
                .path("data");
        var session = session(started);
        var own = strictDoor()
                .with("X-Session-Token", started.path("session_token").asText());

        for (var refused : List.<Answer>of(
                api.get(path(session, "position")),
                api.get(path(session, "transcript")),
                api.post(path(session, "rating"), Map.of("rating", 1)),
                api.post(path(session, "close"), null))) {
            assertRefused(refused, 404, "Session not found");
        }
        assertThat(own.get(path(session, "position"))
                        .expect(200)
                        .at("/data/status")
                        .asText())
                .isEqualTo("waiting");
        own.post(path(session, "close"), null).expect(200);
    }

    @Test
    void s2_16_waiting_and_active_come_in_pages_where_asked_for() {
        start("Izin usaha");
        start("Izin usaha");

        var all = admin().get("/api/chat/admin/waiting").expect(200);
        assertThat(all.path("data").size()).isGreaterThanOrEqualTo(2);
        assertThat(all.at("/pagination/total").asInt())
                .isEqualTo(all.path("data").size());
        var one =
                admin().get("/api/chat-management/admin/waiting?page=2&limit=1").expect(200);
        assertThat(one.path("data")).hasSize(1);
        assertThat(one.at("/data/0/id")).isEqualTo(all.at("/data/1/id"));
        assertThat(one.at("/pagination/total_pages").asInt()).isGreaterThanOrEqualTo(2);
        assertRefused(admin().get("/api/chat/admin/active?limit=0"), 400, "Invalid limit parameter");
    }

    @Test
    void s2_33_a_console_on_another_port_of_this_machine_may_call() {
        var console = api.with("Origin", "http://localhost:3000").get("/health");

        console.expect(200);
        assertThat(console.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        assertThat(console.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    }

    @Test
    void s2_24_the_later_services_socket_joins_relays_and_asks_an_agent_for_its_token() {
        var session = session(start("Izin usaha"));
        assign(admin(), session, Livechat.AGENT_1).expect(200);
        var token = Map.of("Authorization", "Bearer " + token(Livechat.agentEmail(1)));
        try (var visitor = ChatSocket.open(socketOf(session, "USER123", "customer"))) {
            assertThat(visitor.await("connection_established")
                            .at("/data/user_type")
                            .asText())
                    .isEqualTo("customer");
            visitor.await("session_joined");
            try (var agent = ChatSocket.open(socketOf(session, Livechat.AGENT_1, "agent"), token)) {
                agent.await("session_joined");
                visitor.await("connection_status_update", SeedVisitorSystemTest::isAgentsComing);

                agent.sendText("{\"type\":\"typing_start\"}");
                assertThat(visitor.await("typing_indicator").at("/data/user_id").asText())
                        .isEqualTo(Livechat.AGENT_1);
                agent.send("send_message", session, Map.of("message", "Selamat pagi"));
                agent.await("message_sent");
                visitor.await(
                        "new_message", data -> data.path("message").asText().equals("Selamat pagi"));
            }
        }
        assertThat(detail(session).path("messages").findValuesAsText("message")).containsExactly("Selamat pagi");

        try (var claimed = ChatSocket.open(socketOf(session, Livechat.AGENT_1, "agent"))) {
            assertThat(claimed.awaitClose()).isEqualTo(4401);
        }
    }

    private static boolean isAgentsComing(JsonNode data) {
        return data.path("event_user_id").asText().equals(Livechat.AGENT_1)
                && data.path("event_type").asText().equals("user_connected");
    }

    @Test
    void s2_33_mail_that_nobody_can_send_is_refused_and_agents_send_none() {
        var letter = Map.of("to", "siti@example.com", "subject", "Izin", "body", "Sudah terbit");

        for (var what : List.of("send", "custom", "welcome", "password-reset")) {
            assertRefused(admin().post("/api/email/" + what, letter), 503, "Failed to send email");
            assertRefused(agent(1).post("/api/email/" + what, letter), 403, "Insufficient permissions");
        }
    }

    @Test
    void s3_02_a_number_is_no_text() {
        assertOssRefused(
                api.post("/api/chat/start", Map.of("browser_uuid", UNKNOWN, "topic", 7)), 400, "Invalid request body");
    }
}
