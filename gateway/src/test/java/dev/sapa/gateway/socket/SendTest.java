package dev.sapa.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.kit.Events;
import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.TestSocket;
import dev.sapa.gateway.kit.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@GatewayTest
class SendTest {

    private final StubServices services = StubServices.get();
    private final UUID company = UUID.randomUUID();

    @Test // S2-21
    void acknowledges_after_the_commit_and_shows_the_message_to_both_sides_once() {
        var conversation = services.conversation(company);
        var agent = Tokens.agent(company, "Ani");
        conversation.assign(agent);
        try (var customer = TestSocket.open();
                var staff = TestSocket.openAs(agent)) {
            customer.join(conversation.id);
            staff.join(conversation.id);

            customer.send("send_message", conversation.id, "message", "Halo", "client_msg_id", "m-1");

            var ack = customer.await("ack").path("data");
            assertThat(ack.path("client_msg_id").asText()).isEqualTo("m-1");
            assertThat(ack.path("seq").asInt()).isEqualTo(1);
            assertThat(ack.path("duplicate").asBoolean()).isFalse();
            var shown = customer.await("new_message").path("data");
            assertThat(shown.path("message_id")).isEqualTo(ack.path("message_id"));
            assertThat(shown.path("message").asText()).isEqualTo("Halo");
            assertThat(shown.path("sender_type").asText()).isEqualTo("customer");
            assertThat(shown.path("message_type").asText()).isEqualTo("text");
            assertThat(shown.path("client_msg_id").asText()).isEqualTo("m-1");
            assertThat(shown.path("timestamp")).isEqualTo(ack.path("timestamp"));
            assertThat(staff.await("new_message").path("data")).isEqualTo(shown);

            Events.posted(conversation, 1);
            staff.send("send_message", conversation.id, "message", "Selamat pagi");
            assertThat(next(customer).path("message").asText()).isEqualTo("Selamat pagi");
            assertThat(next(staff).path("sender_type").asText()).isEqualTo("agent");
        }
    }

    private static JsonNode next(TestSocket socket) {
        return socket.await("new_message").path("data");
    }

    @Test
    void answers_a_resent_message_as_before_and_refuses_another_text_under_its_name() {
        var conversation = services.conversation(company);
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);
            socket.send("send_message", conversation.id, "message", "once", "client_msg_id", "m-1");
            var first = socket.await("ack").path("data");

            socket.send("send_message", conversation.id, "message", "once", "client_msg_id", "m-1");
            var again = socket.await("ack").path("data");
            socket.send("send_message", conversation.id, "message", "twice", "client_msg_id", "m-1");
            var refused = socket.await("nack");

            assertThat(again.path("duplicate").asBoolean()).isTrue();
            assertThat(again.path("seq")).isEqualTo(first.path("seq"));
            assertThat(refused.path("code").asText()).isEqualTo("client-msg-id-reused");
            assertThat(refused.path("data").path("retryable").asBoolean()).isFalse();
            assertThat(conversation.lastSeq()).isEqualTo(1);
        }
    }

    @Test
    void keeps_the_order_of_a_burst() {
        var conversation = services.conversation(company);
        try (var sender = TestSocket.open();
                var reader = TestSocket.open()) {
            sender.join(conversation.id);
            reader.join(conversation.id);
            for (int i = 1; i <= 120; i++) {
                sender.send("send_message", conversation.id, "message", "n" + i, "client_msg_id", "b" + i);
            }

            var seen = new ArrayList<String>();
            for (int i = 1; i <= 120; i++) {
                seen.add(next(reader).path("message").asText());
            }

            var expected = new ArrayList<String>();
            for (int i = 1; i <= 120; i++) {
                expected.add("n" + i);
            }
            assertThat(seen).isEqualTo(expected);
        }
    }

    @Test // S2-23
    void refuses_what_cannot_be_sent_and_stays_open() {
        var conversation = services.conversation(company);
        var closed = services.conversation(company).close();
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);

            socket.send("send_message", conversation.id);
            var missing = socket.await("error");
            socket.send("send_message", closed.id, "message", "late");
            var late = socket.await("error");
            socket.send("send_message", UUID.randomUUID(), "message", "nowhere", "client_msg_id", "x");
            var nowhere = socket.await("nack");
            socket.send("send_message", conversation.id, "message", 5, "client_msg_id", "y");
            var number = socket.await("nack");
            socket.send("send_message", conversation.id, "message", "long", "client_msg_id", "z".repeat(65));
            var longId = socket.await("nack");

            assertThat(missing.path("code").asText()).isEqualTo("invalid-message");
            assertThat(missing.path("error").asText()).isNotEmpty();
            assertThat(late.path("code").asText()).isEqualTo("conversation-closed");
            assertThat(nowhere.path("code").asText()).isEqualTo("session-not-found");
            assertThat(nowhere.path("data").path("client_msg_id").asText()).isEqualTo("x");
            assertThat(number.path("code").asText()).isEqualTo("invalid-frame");
            assertThat(longId.path("code").asText()).isEqualTo("invalid-frame");
            assertThat(socket.isOpen()).isTrue();
            assertThat(conversation.lastSeq()).isZero();
        }
    }

    @Test
    void says_that_chat_is_away_and_that_trying_again_helps() {
        var conversation = services.conversation(company);
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);
            services.fail("/conversations/" + conversation.id + "/messages");

            socket.send("send_message", conversation.id, "message", "Halo", "client_msg_id", "m-1");
            var refused = socket.await("nack");
            services.recover();
            socket.send("send_message", conversation.id, "message", "Halo", "client_msg_id", "m-1");

            assertThat(refused.path("code").asText()).isEqualTo("service-unavailable");
            assertThat(refused.path("data").path("retryable").asBoolean()).isTrue();
            assertThat(refused.path("data").path("retry_after_ms").asInt()).isPositive();
            assertThat(socket.await("ack").path("data").path("duplicate").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void sends_once_more_what_was_lost_on_the_way_and_may_be_repeated() {
        var conversation = services.conversation(company);
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);
            services.loseAnswers();

            socket.send("send_message", conversation.id, "message", "Halo", "client_msg_id", "m-1");
            var ack = socket.await("ack").path("data");
            services.loseAnswers();
            socket.send("send_message", conversation.id, "message", "of no name");
            var refused = socket.await("error");

            assertThat(ack.path("duplicate").asBoolean()).isTrue();
            assertThat(refused.path("code").asText()).isEqualTo("service-unavailable");
            assertThat(conversation.lastSeq()).isEqualTo(2);
        }
    }

    @Test
    void sends_one_by_one_to_a_service_that_knows_no_batches() {
        var conversation = services.conversation(company);
        services.knowNoBatches();
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);

            for (int i = 1; i <= 5; i++) {
                socket.send("send_message", conversation.id, "message", "n" + i, "client_msg_id", "p" + i);
            }

            for (int i = 1; i <= 5; i++) {
                assertThat(next(socket).path("message").asText()).isEqualTo("n" + i);
            }
        }
    }

    @Test
    void refuses_a_flood_of_one_conversation_and_names_the_pause() {
        var conversation = services.conversation(company);
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);
            for (int i = 1; i <= 400; i++) {
                socket.send("send_message", conversation.id, "message", "n" + i, "client_msg_id", "f" + i);
            }

            var refused =
                    socket.await("nack", frame -> frame.path("code").asText().equals("rate-limited"));

            assertThat(refused.path("data").path("retry_after_ms").asInt()).isPositive();
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    void lets_a_socket_send_without_joining_where_its_credential_does() {
        var conversation = services.conversation(company);
        var agent = Tokens.agent(company, "Ani");
        conversation.assign(agent);
        try (var socket = TestSocket.openAs(agent)) {
            socket.send("send_message", conversation.id, "message", "Halo", "client_msg_id", "m-1");

            assertThat(socket.await("ack").path("data").path("seq").asInt()).isEqualTo(1);
            assertThat(next(socket).path("message").asText()).isEqualTo("Halo");
        }
    }

    @Test
    void does_not_show_a_message_to_other_conversations_or_companies() {
        var conversation = services.conversation(company);
        var other = services.conversation(company);
        try (var sender = TestSocket.open();
                var neighbour = TestSocket.open();
                var stranger = TestSocket.openAs(Tokens.person(UUID.randomUUID(), "admin", "Eve"))) {
            sender.join(conversation.id);
            neighbour.join(other.id);
            sender.send("send_message", conversation.id, "message", "secret", "client_msg_id", "m-1");
            sender.await("new_message");
            Events.posted(conversation, 1);

            List<JsonNode> overheard = neighbour.during(Duration.ofMillis(500));
            overheard.addAll(stranger.during(Duration.ofMillis(100)));

            assertThat(overheard).noneMatch(frame -> frame.toString().contains("secret"));
        }
    }
}
