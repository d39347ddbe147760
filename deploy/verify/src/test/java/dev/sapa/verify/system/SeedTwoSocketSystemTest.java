package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** S2-20 to S2-25: the socket. */
@Order(4)
class SeedTwoSocketSystemTest extends SeedTest {

    private final URI gateway;

    SeedTwoSocketSystemTest(Suite suite) {
        super(suite);
        this.gateway = suite.sockets().get(0);
    }

    private ChatSocket customer(String session) {
        var socket = ChatSocket.open(gateway);
        socket.send("join_session", session, Map.of()).await("joined_session");
        return socket;
    }

    private ChatSocket agentSocket(int number) {
        return ChatSocket.open(gateway, Map.of("Authorization", "Bearer " + token(Livechat.agentEmail(number))));
    }

    private static boolean says(JsonNode data, String text) {
        return data.path("message").asText().equals(text);
    }

    private String assignedTo(int agent) {
        var session = session(start("Izin usaha"));
        assign(admin(), session, Livechat.agentId(agent)).expect(200);
        return session;
    }

    @Test
    void s2_20_joining_is_answered_told_to_the_others_and_counted() {
        var session = assignedTo(1);
        try (var customer = ChatSocket.open(gateway);
                var agent = agentSocket(1)) {
            var joined = customer.send("join_session", session, Map.of())
                    .await("joined_session")
                    .path("data");
            assertThat(joined.path("session_id").asText()).isEqualTo(session);
            assertThat(joined.path("client_id").asText()).isNotBlank();
            assertThat(joined.path("user_type").asText()).isEqualTo("customer");
            var alone = customer.await("connection_status_update").at("/data/connection_status");
            assertThat(alone.path("customer_connected").asBoolean()).isTrue();
            assertThat(alone.path("agent_connected").asBoolean()).isFalse();

            agent.send("join_session", session, Map.of()).await("joined_session");

            assertThat(customer.await("user_joined").at("/data/user_type").asText())
                    .isEqualTo("agent");
            var both = customer.await("connection_status_update", data -> data.at("/connection_status/agent_connected")
                            .asBoolean())
                    .at("/data/connection_status");
            assertThat(both.path("total_customer").asInt()).isEqualTo(1);
            assertThat(both.path("total_agent").asInt()).isEqualTo(1);
        }
    }

    @Test
    void s2_21_a_message_is_stored_and_reaches_both_sides_whether_sent_by_socket_or_not() {
        var session = assignedTo(1);
        try (var customer = customer(session);
                var agent = agentSocket(1)) {
            agent.send("join_session", session, Map.of()).await("joined_session");

            customer.send("send_message", session, Map.of("message", "lewat soket"));
            for (var side : new ChatSocket[] {customer, agent}) {
                var data = side.await("new_message", message -> says(message, "lewat soket"))
                        .path("data");
                assertThat(data.path("session_id").asText()).isEqualTo(session);
                assertThat(data.path("message_id").asText()).isNotBlank();
                assertThat(data.path("sender_type").asText()).isEqualTo("customer");
                assertThat(data.path("message_type").asText()).isEqualTo("text");
                assertRecent(data.path("timestamp"));
            }
            say(api, session, "lewat REST").expect(200);
            customer.await("new_message", message -> says(message, "lewat REST"));
            agent.await("new_message", message -> says(message, "lewat REST"));
            answer(agent(1), session, "jawaban").expect(200);
            customer.await("new_message", message -> says(message, "jawaban"));
        }
        assertThat(detail(session).path("messages").findValuesAsText("message"))
                .containsExactly("lewat soket", "lewat REST", "jawaban");
    }

    @Test
    void s2_22_typing_reaches_the_other_side_and_changes_of_the_session_reach_both() {
        var session = session(start("Izin usaha"));
        try (var customer = customer(session);
                var agent = agentSocket(1)) {
            assign(admin(), session, Livechat.AGENT_1).expect(200);
            var active = customer.await(
                    "session_update", data -> data.path("status").asText().equals("active"));
            assertThat(active.at("/data/session_id").asText()).isEqualTo(session);
            agent.send("join_session", session, Map.of()).await("joined_session");

            agent.send("agent_typing", session, Map.of("is_typing", true));
            var typing = customer.await("typing").path("data");
            assertThat(typing.path("sender_type").asText()).isEqualTo("agent");
            assertThat(typing.path("is_typing").asBoolean()).isTrue();
            customer.send("customer_typing", session, Map.of("is_typing", true));
            assertThat(agent.await("typing").at("/data/sender_type").asText()).isEqualTo("customer");

            livechat.close(agent(1), session);
            customer.await(
                    "session_update", data -> data.path("status").asText().equals("closed"));
            agent.await("session_update", data -> data.path("status").asText().equals("closed"));
        }
    }

    @Test
    void s2_23_what_is_wrong_is_said_on_an_open_socket() {
        var session = session(start("Izin usaha"));
        try (var customer = customer(session)) {
            customer.send("no_such_type", session, Map.of());
            assertError(customer.await("error"));
            customer.send("join_session", UNKNOWN, Map.of());
            assertError(customer.await("error"));
            customer.send("join_session", "7", Map.of());
            assertError(customer.await("error"));
            customer.send("send_message", session, Map.of());
            assertError(refusal(customer));

            livechat.close(admin(), session);
            customer.send("send_message", session, Map.of("message", "terlambat"));
            assertError(refusal(customer));
            customer.send("ping", "", Map.of()).await("pong");
        }
    }

    /** The seed's clients know {@code error} frames only. */
    private static JsonNode refusal(ChatSocket socket) {
        return socket.await("error");
    }

    private static void assertError(JsonNode frame) {
        assertThat(frame.path("success").asBoolean(true)).isFalse();
        assertThat(frame.path("error").asText()).isNotBlank();
    }

    @Test
    void s2_24_an_agent_id_without_proof_is_a_customer() {
        var session = assignedTo(1);
        try (var pretender = ChatSocket.open(gateway);
                var inQuery = ChatSocket.open(URI.create(gateway + "?token=" + token(Livechat.agentEmail(1))));
                var inData = ChatSocket.open(gateway)) {
            pretender.send("join_session", session, Map.of("agent_id", Livechat.AGENT_1));
            assertThat(pretender.await("joined_session").at("/data/user_type").asText())
                    .isEqualTo("customer");

            inQuery.send("join_session", session, Map.of());
            assertThat(inQuery.await("joined_session").at("/data/user_type").asText())
                    .isEqualTo("agent");
            inData.send("join_session", session, Map.of("token", token(Livechat.agentEmail(1))));
            assertThat(inData.await("joined_session").at("/data/user_type").asText())
                    .isEqualTo("agent");
        }
    }

    @Test
    void s2_20_s2_24_in_strict_mode_a_bare_session_id_joins_nothing() {
        var started = strictDoor()
                .post(
                        "/api/chat/start",
                        Map.of("browser_uuid", UUID.randomUUID().toString(), "topic", "Izin usaha"))
                .expect(201)
                .path("data");
        try (var stranger = ChatSocket.open(gateway);
                var visitor = ChatSocket.open(gateway)) {
            stranger.send("join_session", session(started), Map.of());
            assertError(stranger.await("error"));

            visitor.send(
                    "join_session",
                    session(started),
                    Map.of("session_token", started.path("session_token").asText()));
            visitor.await("joined_session");
        }
        livechat.close(strict().admin(), session(started));
    }

    @Test
    void s2_25_joining_again_after_the_last_message_replays_what_was_missed() {
        var session = session(start("Izin usaha"));
        var last =
                say(api, session, "sebelum").expect(200).at("/data/message_id").asText();
        say(api, session, "sementara 1").expect(200);
        say(api, session, "sementara 2").expect(200);
        try (var back = ChatSocket.open(gateway)) {
            back.send("join_session", session, Map.of("after", last));

            assertThat(back.await("new_message").at("/data/message").asText()).isEqualTo("sementara 1");
            assertThat(back.await("new_message").at("/data/message").asText()).isEqualTo("sementara 2");
        }
    }
}
