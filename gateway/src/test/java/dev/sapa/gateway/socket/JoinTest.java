package dev.sapa.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.TestSocket;
import dev.sapa.gateway.kit.Tokens;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@GatewayTest
class JoinTest {

    private final StubServices services = StubServices.get();
    private final UUID company = UUID.randomUUID();

    @Test
    void says_hello_first() {
        try (var socket = TestSocket.open()) {
            var hello = socket.await("hello").path("data");

            assertThat(hello.path("heartbeat_ms").asInt()).isEqualTo(2000);
            assertThat(hello.path("protocol").asInt()).isEqualTo(1);
            assertThat(hello.path("server_time").asText()).endsWith("Z");
        }
    }

    @Test // S2-20
    void tells_who_is_connected_when_somebody_joins() {
        var conversation = services.conversation(company).says("hello");
        var agent = Tokens.agent(company, "Ani");
        try (var customer = TestSocket.open();
                var staff = TestSocket.openAs(agent)) {
            var joined = customer.join(conversation.id);
            assertThat(joined.path("user_type").asText()).isEqualTo("customer");
            assertThat(joined.path("last_seq").asInt()).isEqualTo(1);
            assertThat(joined.path("status").asText()).isEqualTo("waiting");
            assertThat(joined.path("client_id").asText()).hasSize(36);
            var alone = customer.await("connection_status_update").path("data").path("connection_status");
            assertThat(alone.path("customer_connected").asBoolean()).isTrue();
            assertThat(alone.path("agent_connected").asBoolean()).isFalse();

            assertThat(staff.join(conversation.id).path("user_type").asText()).isEqualTo("agent");

            var told = customer.await("user_joined").path("data");
            assertThat(told.path("user_type").asText()).isEqualTo("agent");
            assertThat(told.path("user_id").asText()).isEqualTo(agent.id().toString());
            var both = customer.await("connection_status_update").path("data").path("connection_status");
            assertThat(both.path("total_agent").asInt()).isEqualTo(1);
            assertThat(both.path("total_customer").asInt()).isEqualTo(1);

            staff.drop();
            var left = customer.await("connection_status_update").path("data").path("connection_status");
            assertThat(left.path("agent_connected").asBoolean()).isFalse();
        }
    }

    @Test
    void admits_a_visitor_with_its_session_token_where_the_bare_id_does_not_do() {
        var conversation = services.strictConversation(company);
        try (var socket = TestSocket.open()) {
            socket.send("join_session", conversation.id);
            assertThat(socket.await("error").path("code").asText()).isEqualTo("session-not-found");

            var joined = socket.join(conversation.id, "session_token", conversation.sessionToken);
            assertThat(joined.path("user_type").asText()).isEqualTo("customer");
        }
    }

    @Test
    void admits_a_visitor_by_the_cookie_of_the_start() {
        var conversation = services.strictConversation(company);
        try (var socket = TestSocket.open("", Map.of("Cookie", "sapa_session=" + conversation.sessionToken))) {
            assertThat(socket.join(conversation.id).path("session_id").asText()).isEqualTo(conversation.id.toString());
        }
    }

    @Test // S2-23
    void answers_unknown_foreign_and_malformed_ids_alike_and_stays_open() {
        var foreign = services.conversation(UUID.randomUUID());
        try (var socket = TestSocket.openAs(Tokens.agent(company, "Ani"))) {
            socket.send("join_session", UUID.randomUUID());
            var unknown = socket.await("error");
            socket.send("join_session", foreign.id);
            var other = socket.await("error");
            socket.raw("{\"type\":\"join_session\",\"session_id\":\"1 or 1=1\"}");
            var malformed = socket.await("error");

            assertThat(unknown.path("code").asText()).isEqualTo("session-not-found");
            assertThat(unknown.path("success").asBoolean()).isFalse();
            assertThat(other.path("error")).isEqualTo(unknown.path("error"));
            assertThat(other.path("code")).isEqualTo(unknown.path("code"));
            assertThat(malformed.path("error")).isEqualTo(unknown.path("error"));
            socket.send("ping", null);
            socket.await("pong");
        }
    }

    @Test // S2-24
    void takes_a_staff_token_at_the_handshake_in_the_query_as_subprotocol_and_in_the_join() {
        var conversation = services.conversation(company);
        var agent = Tokens.agent(company, "Ani");
        try (var query = TestSocket.open("?token=" + agent.token(), Map.of());
                var protocol = TestSocket.open("", Map.of(), "bearer", agent.token());
                var joining = TestSocket.open()) {
            assertThat(query.join(conversation.id).path("user_type").asText()).isEqualTo("agent");
            assertThat(protocol.subprotocol()).isEqualTo("bearer");
            assertThat(protocol.join(conversation.id).path("user_type").asText())
                    .isEqualTo("agent");
            assertThat(joining.join(conversation.id, "token", agent.token())
                            .path("user_type")
                            .asText())
                    .isEqualTo("agent");
        }
    }

    @Test // S2-24
    void takes_an_agent_id_without_proof_for_a_customer() {
        var conversation = services.conversation(company);
        try (var socket = TestSocket.open()) {
            var joined =
                    socket.join(conversation.id, "agent_id", UUID.randomUUID().toString());

            assertThat(joined.path("user_type").asText()).isEqualTo("customer");
        }
    }

    @Test
    void closes_with_4401_on_a_refused_credential() {
        var conversation = services.conversation(company);
        var agent = Tokens.agent(company, "Ani");
        var forged = Tokens.of(agent).forged().sign();
        try (var handshake = TestSocket.open("", Map.of("Authorization", "Bearer " + forged));
                var join = TestSocket.open();
                var session = TestSocket.open();
                var audience = TestSocket.open(
                        "?token=" + Tokens.of(agent).audience("other").sign(), Map.of());
                var type =
                        TestSocket.open("?token=" + Tokens.of(agent).type("JWT").sign(), Map.of());
                var expired = TestSocket.open(
                        "?token=" + Tokens.of(agent).expiringIn(-60).sign(), Map.of())) {
            join.send("join_session", conversation.id, "token", "not.a.token");
            session.send("join_session", conversation.id, "session_token", "lcs_bad");

            assertThat(handshake.await("error").path("code").asText()).isEqualTo("credential-refused");
            assertThat(handshake.closeCode()).isEqualTo(4401);
            assertThat(join.closeCode()).isEqualTo(4401);
            assertThat(session.closeCode()).isEqualTo(4401);
            assertThat(audience.closeCode()).isEqualTo(4401);
            assertThat(type.closeCode()).isEqualTo(4401);
            assertThat(expired.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void does_not_let_a_socket_change_its_user() {
        try (var socket = TestSocket.openAs(Tokens.agent(company, "Ani"))) {
            socket.send(
                    "authenticate", null, "token", Tokens.agent(company, "Budi").token());

            assertThat(socket.await("error").path("code").asText()).isEqualTo("forbidden");
            assertThat(socket.closeCode()).isEqualTo(4403);
        }
    }

    @Test
    void refuses_more_sockets_of_one_session_than_allowed_with_4429() {
        var conversation = services.conversation(company);
        try (var one = TestSocket.open();
                var two = TestSocket.open();
                var three = TestSocket.open();
                var four = TestSocket.open();
                var five = TestSocket.open()) {
            for (var socket : new TestSocket[] {one, two, three, four}) {
                socket.join(conversation.id);
            }
            five.send("join_session", conversation.id);

            assertThat(five.await("error").path("code").asText()).isEqualTo("too-many-sockets");
            assertThat(five.closeCode()).isEqualTo(4429);
        }
    }
}
