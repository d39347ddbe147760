package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.Suite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** S2-8 to S2-11: the customer's side. */
@Order(4)
class SeedTwoPublicSystemTest extends SeedTest {

    private static final String START = "/api/public/chat/start";
    private static final String MESSAGE = "/api/public/chat/message";

    SeedTwoPublicSystemTest(Suite suite) {
        super(suite);
    }

    private static Map<String, String> customer() {
        return new HashMap<>(Map.of(
                "company_name", "PT Maju",
                "person_name", "Budi",
                "email", UUID.randomUUID() + "@example.com",
                "topic", "Izin usaha"));
    }

    private static String messages(String session) {
        return "/api/public/chat/session/" + session + "/messages";
    }

    @Test
    void s2_08_start_takes_a_customer_or_a_browser_and_records_the_address() {
        var customer = customer();
        customer.put("priority", "high");
        var started = start(customer);
        assertThat(started.path("status").asText()).isIn("waiting", "active");
        assertThat(started.path("message").asText()).isEqualTo("Chat session started successfully");

        var seen = detail(session(started));
        assertThat(seen.path("company_name").asText()).isEqualTo("PT Maju");
        assertThat(seen.path("person_name").asText()).isEqualTo("Budi");
        assertThat(seen.path("email").asText()).isEqualTo(customer.get("email"));
        assertThat(seen.path("topic").asText()).isEqualTo("Izin usaha");
        assertThat(seen.path("priority").asText()).isEqualTo("high");
        assertThat(seen.path("ip_address").asText()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");
        assertRecent(seen.path("started_at"));

        start(Map.of("browser_uuid", UUID.randomUUID().toString(), "topic", "Izin usaha"));
        start(Map.of("oss_user_id", "USER-" + UUID.randomUUID(), "email", "user@example.com", "topic", "Izin usaha"));
    }

    @Test
    void s2_08_a_missing_field_and_an_unknown_priority_are_400_and_nothing_is_started() {
        for (var field : List.of("company_name", "person_name", "email", "topic")) {
            var incomplete = customer();
            incomplete.remove(field);
            var answer = api.post(START, incomplete);
            assertRefused(answer, 400, "Invalid request body");
            assertThat(answer.body().path("error").asText()).isEqualTo("missing required field: " + field);
        }
        var odd = customer();
        odd.put("priority", "whenever");
        assertRefused(api.post(START, odd), 400, "Invalid request body");
        odd.put("priority", "medium");
        assertThat(detail(session(start(odd))).path("priority").asText()).isEqualTo("normal");
    }

    @Test
    void s2_09_messages_of_all_types_are_sent() {
        var session = session(start("Izin usaha"));
        for (var type : List.of("text", "image", "file")) {
            var sent = api.post(
                            MESSAGE,
                            Map.of(
                                    "session_id",
                                    session,
                                    "message",
                                    "isi " + type,
                                    "message_type",
                                    type,
                                    "attachments",
                                    List.of("https://example.com/a.png")))
                    .expect(200)
                    .path("data");
            assertThat(sent.path("message_id").asText()).isNotBlank();
            assertThat(sent.path("status").asText()).isEqualTo("sent");
            assertRecent(sent.path("timestamp"));
        }
        assertThat(api.get(messages(session)).expect(200).path("data").findValuesAsText("message_type"))
                .contains("text", "image", "file");
    }

    @Test
    void s2_09_a_message_to_nowhere_or_to_a_closed_session_is_400() {
        var session = session(start("Izin usaha"));
        assertRefused(api.post(MESSAGE, Map.of("session_id", session)), 400, "Invalid request body");
        assertRefused(api.post(MESSAGE, Map.of("message", "Halo")), 400, "Invalid request body");
        assertRefused(
                api.post(MESSAGE, Map.of("session_id", session, "message", "Halo", "message_type", "song")),
                400,
                "Invalid request body");
        var unknown = say(api, UNKNOWN, "Halo");
        assertRefused(unknown, 400, "Failed to send message");
        assertThat(unknown.body().path("error").asText()).isEqualTo("chat session not found");

        livechat.close(admin(), session);
        var closed = say(api, session, "Halo");
        assertRefused(closed, 400, "Failed to send message");
        assertThat(closed.body().path("error").asText()).isEqualTo("cannot send message to closed session");
    }

    @Test
    void s2_10_messages_are_listed_oldest_first() {
        var session = session(start("Izin usaha"));
        assertThat(texts(api.get(messages(session)).expect(200))).isEmpty();
        for (var text : List.of("satu", "dua", "tiga")) {
            say(api, session, text).expect(200);
        }
        var body = api.get(messages(session)).expect(200);

        assertThat(texts(body)).containsExactly("satu", "dua", "tiga");
        var first = body.at("/data/0");
        assertThat(first.path("id").asText()).isNotBlank();
        assertThat(first.path("session_id").asText()).isEqualTo(session);
        assertThat(first.path("sender_type").asText()).isEqualTo("customer");
        assertThat(first.path("message_type").asText()).isEqualTo("text");
        assertRecent(first.path("created_at"));
        assertRefused(api.get(messages("7")), 400, "Invalid session ID");
    }

    private static List<String> texts(JsonNode body) {
        return body.path("data").findValuesAsText("message");
    }

    @Test
    void s2_09_s2_10_in_strict_mode_a_bare_session_id_opens_nothing_and_the_session_token_does() {
        var started = strictDoor().post(START, customer()).expect(201).path("data");
        var session = session(started);
        var visitor = api.with("X-Session-Token", started.path("session_token").asText());

        say(visitor, session, "Halo").expect(200);
        assertThat(texts(visitor.get(messages(session)).expect(200))).containsExactly("Halo");

        var refused = say(api, session, "Saya orang lain");
        assertRefused(refused, 400, "Failed to send message");
        assertThat(refused.body().path("error").asText()).isEqualTo("chat session not found");
        assertRefused(api.get(messages(session)), 404, "Session not found");
        assertThat(texts(visitor.get(messages(session)).expect(200))).containsExactly("Halo");
        livechat.close(strict().admin(), session);
    }

    @Test
    void s2_11_one_customer_has_several_sessions_and_is_known_by_its_address() {
        var customer = customer();
        var first = start(customer);
        var second = start(customer);

        assertThat(session(second)).isNotEqualTo(session(first));
        assertThat(second.path("chat_user_id")).isEqualTo(first.path("chat_user_id"));
        assertThat(start("Izin usaha").path("chat_user_id")).isNotEqualTo(first.path("chat_user_id"));
    }
}
