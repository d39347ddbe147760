package dev.sapa.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.TestSocket;
import dev.sapa.gateway.kit.Tokens;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The socket of seed 002's later service. */
@GatewayTest
class SessionSocketTest {

    private final StubServices services = StubServices.get();
    private final UUID company = UUID.randomUUID();

    private static TestSocket visitor(UUID session) {
        return TestSocket.openAt("/ws/" + session + "/USER123/customer", Map.of());
    }

    private static TestSocket agent(UUID session, Tokens.Person agent) {
        return TestSocket.openAt("/ws/" + session + "/" + agent.id() + "/agent?token=" + agent.token(), Map.of());
    }

    @Test
    void joins_at_once_and_relays_what_both_say_to_both() {
        var conversation = services.conversation(company);
        var ani = Tokens.agent(company, "Ani");
        try (var visitor = visitor(conversation.id)) {
            var established = visitor.await("connection_established").path("data");
            assertThat(established.path("session_id").asText()).isEqualTo(conversation.id.toString());
            assertThat(established.path("user_id").asText()).isEqualTo("USER123");
            assertThat(established.path("user_type").asText()).isEqualTo("customer");
            visitor.await("session_joined");
            try (var agent = agent(conversation.id, ani)) {
                agent.await("session_joined");
                var come = visitor.await("connection_status_update", frame -> frame.at("/data/event_user_id")
                                .asText()
                                .equals(ani.id().toString()))
                        .path("data");
                assertThat(come.path("event_type").asText()).isEqualTo("user_connected");

                visitor.raw("{\"type\":\"send_message\",\"message\":\"Halo\"}");
                var sent = visitor.await("message_sent").path("data");
                assertThat(sent.path("message_id").asText()).isNotBlank();
                assertThat(sent.path("session_id").asText()).isEqualTo(conversation.id.toString());
                for (var side : new TestSocket[] {visitor, agent}) {
                    assertThat(side.await("new_message").at("/data/message").asText())
                            .isEqualTo("Halo");
                }
            }
        }
    }

    @Test
    void tells_all_who_types_and_who_went() {
        var conversation = services.conversation(company);
        var ani = Tokens.agent(company, "Ani");
        try (var visitor = visitor(conversation.id)) {
            visitor.await("session_joined");
            try (var agent = agent(conversation.id, ani)) {
                agent.await("session_joined");
                agent.raw("{\"type\":\"typing_start\"}");
                for (var side : new TestSocket[] {visitor, agent}) {
                    var typing = side.await("typing_indicator").path("data");
                    assertThat(typing.path("user_id").asText())
                            .isEqualTo(ani.id().toString());
                    assertThat(typing.path("sender_type").asText()).isEqualTo("agent");
                    assertThat(typing.path("is_typing").asBoolean()).isTrue();
                    assertThat(typing.path("timestamp").asText()).isNotBlank();
                }
                agent.raw("{\"type\":\"typing_stop\"}");
                assertThat(visitor.await("typing_indicator")
                                .at("/data/is_typing")
                                .asBoolean(true))
                        .isFalse();
            }
            var gone = visitor.await(
                            "connection_status_update",
                            frame -> frame.at("/data/event_type").asText().equals("user_disconnected"))
                    .path("data");
            assertThat(gone.path("event_user_id").asText()).isEqualTo(ani.id().toString());
            visitor.send("ping", null);
            visitor.await("pong");
            visitor.send("dance", null);
            assertThat(visitor.await("error").path("error").asText()).isEqualTo("Unknown message type: dance");
        }
    }

    @Test // S2-24
    void an_agent_without_a_token_is_none_and_an_unknown_session_is_said_on_an_open_socket() {
        var conversation = services.conversation(company);
        try (var claimed = TestSocket.openAt("/ws/" + conversation.id + "/" + UUID.randomUUID() + "/agent", Map.of())) {
            assertThat(claimed.await("error").path("code").asText()).isEqualTo("credential-refused");
            assertThat(claimed.closeCode()).isEqualTo(4401);
        }
        try (var nowhere = visitor(UUID.randomUUID())) {
            assertThat(nowhere.await("error").path("code").asText()).isEqualTo("session-not-found");
            nowhere.send("ping", null);
            nowhere.await("pong");
        }
        try (var odd = TestSocket.openAt("/ws/" + conversation.id + "/u/robot", Map.of())) {
            assertThat(odd.await("error").path("code").asText()).isEqualTo("invalid-frame");
        }
    }
}
