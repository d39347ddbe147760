package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job: a citizen asks, an agent answers, and the older system's own scenario runs word for word. */
@Order(1)
@ExtendWith(SuiteExtension.class)
class ConversationSystemTest {

    private final Suite suite;
    private final Livechat livechat;

    ConversationSystemTest(Suite suite) {
        this.suite = suite;
        this.livechat = new Livechat(suite);
    }

    /** S2 "Contoh Skenario Lengkap": S2-1, S2-8, S2-14, S2-15, S2-20, S2-21, S2-22. */
    @Test
    void a_customer_and_an_agent_talk_as_in_the_complete_example_scenario() {
        var agentToken = livechat.login(Livechat.agentEmail(1));
        var agentApi = livechat.api().bearer(agentToken);
        var started = livechat.start("Izin usaha");
        var session = started.session();

        try (var customer = ChatSocket.open(suite.sockets().get(0));
                var agent = ChatSocket.open(suite.sockets().get(0), Map.of("Authorization", "Bearer " + agentToken))) {
            assertThat(customer.await("hello").at("/data/protocol").asInt()).isEqualTo(1);
            agent.await("hello");
            customer.send("join_session", session, Map.of());
            assertThat(customer.await("joined_session").at("/data/status").asText())
                    .isEqualTo("waiting");

            customer.send(
                    "send_message", session, Map.of("message", "Halo, saya butuh bantuan", "client_msg_id", "c-1"));
            var ack = customer.await("ack").path("data");
            assertThat(ack.path("client_msg_id").asText()).isEqualTo("c-1");
            assertThat(ack.path("duplicate").asBoolean()).isFalse();
            var seenByAgent =
                    agent.await("new_message", data -> isIn(data, session)).path("data");
            assertThat(seenByAgent.path("message").asText()).isEqualTo("Halo, saya butuh bantuan");
            assertThat(seenByAgent.path("seq").asLong())
                    .isEqualTo(ack.path("seq").asLong());
            assertThat(seenByAgent.path("sender_type").asText()).isEqualTo("customer");

            livechat.assign(agentApi, session, Livechat.agentId(1));
            assertThat(customer.await(
                                    "session_update",
                                    data -> data.path("status").asText().equals("active"))
                            .at("/data/agent/id")
                            .asText())
                    .isEqualTo(Livechat.agentId(1));

            agent.send("join_session", session, Map.of());
            agent.await("joined_session", data -> isIn(data, session));
            agent.send("send_message", session, Map.of("message", "Tentu, apa kendalanya?"));
            var seenByCustomer = customer.await(
                            "new_message",
                            data -> data.path("sender_type").asText().equals("agent"))
                    .path("data");
            assertThat(seenByCustomer.path("message").asText()).isEqualTo("Tentu, apa kendalanya?");

            livechat.close(agentApi, session);
            customer.await(
                    "session_update", data -> data.path("status").asText().equals("closed"));
            agent.await("session_update", data -> data.path("status").asText().equals("closed"));
        }

        var texts = livechat.api()
                .with("X-Session-Token", started.token())
                .get("/api/public/chat/session/" + session + "/messages")
                .expect(200)
                .path("data")
                .findValuesAsText("message");
        assertThat(texts).containsSubsequence("Halo, saya butuh bantuan", "Tentu, apa kendalanya?");
    }

    private static boolean isIn(JsonNode data, String session) {
        return data.path("session_id").asText().equals(session);
    }
}
