package dev.sapa.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.kit.Events;
import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.TestSocket;
import dev.sapa.gateway.kit.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@GatewayTest
class LiveDeliveryTest {

    private final StubServices services = StubServices.get();
    private final UUID company = UUID.randomUUID();

    @Test // S2-21
    void shows_what_was_posted_elsewhere_once() {
        var conversation = services.conversation(company);
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);
            conversation.says("one");
            Events.garbage(conversation);
            Events.posted(conversation, 1);
            Events.posted(conversation, 1);
            conversation.says("two");
            Events.posted(conversation, 2);

            assertThat(texts(socket, 2)).containsExactly("one", "two");
            assertThat(socket.during(Duration.ofMillis(300)))
                    .noneMatch(frame -> frame.path("type").asText().equals("new_message"));
        }
    }

    @Test
    void fills_a_hole_from_chat_and_keeps_the_order() {
        var conversation = services.conversation(company);
        try (var socket = TestSocket.open()) {
            socket.join(conversation.id);
            conversation.says("one", "two", "three", "four");
            Events.posted(conversation, 3);
            Events.posted(conversation, 2);
            Events.posted(conversation, 4);

            assertThat(texts(socket, 4)).containsExactly("one", "two", "three", "four");
            assertThat(socket.during(Duration.ofMillis(300)))
                    .noneMatch(frame -> frame.path("type").asText().equals("new_message"));
        }
    }

    @Test // S2-25
    void replays_what_was_missed_after_a_position_or_a_message_and_then_goes_on_live() {
        var conversation = services.conversation(company).says("one", "two", "three");
        var second = conversation.message(2).path("id").asText();
        try (var bySeq = TestSocket.open();
                var byNumber = TestSocket.open();
                var byMessage = TestSocket.open()) {
            bySeq.join(conversation.id, "after_seq", 1);
            byNumber.join(conversation.id, "after", 0);
            byMessage.join(conversation.id, "after", second);

            assertThat(texts(bySeq, 2)).containsExactly("two", "three");
            assertThat(texts(byNumber, 3)).containsExactly("one", "two", "three");
            assertThat(texts(byMessage, 1)).containsExactly("three");
            conversation.says("four");
            Events.posted(conversation, 4);
            assertThat(texts(bySeq, 1)).containsExactly("four");
            assertThat(texts(byMessage, 1)).containsExactly("four");

            byMessage.send("resume", conversation.id, "after_seq", 3);
            byMessage.await("joined_session");
            assertThat(texts(byMessage, 1)).containsExactly("four");
        }
    }

    @Test
    void says_when_the_clients_position_is_not_known_or_too_old() {
        var conversation = services.conversation(company);
        for (int i = 1; i <= 1100; i++) {
            conversation.says("n" + i);
        }
        try (var unknown = TestSocket.open();
                var old = TestSocket.open();
                var ahead = TestSocket.open()) {
            unknown.join(conversation.id, "after", UUID.randomUUID().toString());
            assertThat(unknown.await("gap").path("data").path("reason").asText())
                    .isEqualTo("unknown-position");
            old.join(conversation.id, "after_seq", 5);
            var gap = old.await("gap").path("data");
            assertThat(gap.path("reason").asText()).isEqualTo("too-old");
            assertThat(gap.path("after_seq").asInt()).isEqualTo(100);
            var replayed = texts(old, 1000);
            assertThat(replayed.get(0)).isEqualTo("n101");
            assertThat(replayed.get(999)).isEqualTo("n1100");
            ahead.join(conversation.id, "after_seq", 5000);
            assertThat(ahead.await("gap").path("data").path("reason").asText()).isEqualTo("ahead");
        }
    }

    @Test
    void tells_each_change_of_state_once_with_the_agents_name() {
        var conversation = services.conversation(company);
        var agent = Tokens.agent(company, "Ani");
        try (var customer = TestSocket.open()) {
            customer.join(conversation.id);
            conversation.assign(agent);
            Events.changed(conversation);
            Events.changed(conversation);

            var update = customer.await("session_update").path("data");

            assertThat(update.path("status").asText()).isEqualTo("active");
            assertThat(update.path("responder").asText()).isEqualTo("agent");
            assertThat(update.path("agent").path("name").asText()).isEqualTo("Ani");
            assertThat(update.path("version").asLong()).isEqualTo(conversation.version());
            conversation.close();
            Events.changed(conversation);
            var closed = customer.await("session_update").path("data");
            assertThat(closed.path("status").asText()).isEqualTo("closed");
            assertThat(customer.during(Duration.ofMillis(300)))
                    .noneMatch(frame -> frame.path("type").asText().equals("session_update"));
        }
    }

    @Test
    void tells_staff_of_their_own_and_of_waiting_conversations_without_joining() {
        var department = UUID.randomUUID();
        var here = Tokens.agent(company, "Ani").in(department);
        var elsewhere = Tokens.agent(company, "Budi").in(UUID.randomUUID());
        var conversation = services.conversation(company).inDepartment(department);
        try (var agent = TestSocket.openAs(here);
                var supervisor = TestSocket.openAs(Tokens.person(company, "supervisor", "Citra"));
                var other = TestSocket.openAs(elsewhere);
                var stranger = TestSocket.openAs(Tokens.person(UUID.randomUUID(), "admin", "Eve"))) {
            for (var socket : List.of(agent, supervisor, other, stranger)) {
                socket.send("ping", null);
                socket.await("pong");
            }
            Events.changed(conversation);
            conversation.says("help");
            Events.posted(conversation, 1);

            assertThat(agent.await("session_update").path("data").path("status").asText())
                    .isEqualTo("waiting");
            assertThat(texts(agent, 1)).containsExactly("help");
            assertThat(texts(supervisor, 1)).containsExactly("help");

            conversation.assign(elsewhere);
            Events.changed(conversation);
            assertThat(agent.await("session_update").path("data").path("status").asText())
                    .isEqualTo("active");
            other.await("session_update");
            conversation.says("again");
            Events.posted(conversation, 2);
            assertThat(texts(other, 1)).containsExactly("again");
            var overheard = new ArrayList<JsonNode>(agent.during(Duration.ofMillis(400)));
            overheard.addAll(stranger.during(Duration.ofMillis(50)));
            assertThat(overheard).noneMatch(frame -> frame.toString().contains("again"));
            assertThat(stranger.during(Duration.ofMillis(50))).isEmpty();
        }
    }

    @Test
    void closes_the_sockets_of_a_revoked_log_in_within_5_s() {
        var agent = Tokens.agent(company, "Ani");
        var other = Tokens.agent(company, "Budi");
        var revoked = Map.of("Authorization", "Bearer " + agent.token());
        try (var socket = TestSocket.open("", revoked);
                var bystander = TestSocket.openAs(other)) {
            socket.send("ping", null);
            socket.await("pong");
            long start = System.nanoTime();
            Events.revoked(agent);

            assertThat(socket.closeCode()).isEqualTo(4401);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            bystander.send("ping", null);
            bystander.await("pong");
            try (var again = TestSocket.open("", revoked)) {
                assertThat(again.closeCode()).isEqualTo(4401);
            }
        }
    }

    private static List<String> texts(TestSocket socket, int count) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            texts.add(socket.await("new_message").path("data").path("message").asText());
        }
        return texts;
    }

    @Test
    void an_offer_is_told_to_the_agent_alone_and_until_when_it_stands() {
        var conversation = services.conversation(company);
        var expiresAt = Instant.parse("2031-01-15T10:00:30Z");
        var ani = Tokens.agent(company, "Ani");
        try (var hers = TestSocket.openAs(ani);
                var another = TestSocket.openAs(Tokens.agent(company, "Budi"))) {
            Events.offered(conversation, ani, expiresAt);

            var offer = hers.await("offer").path("data");
            assertThat(offer.path("session_id").asText()).isEqualTo(conversation.id.toString());
            assertThat(offer.path("state").asText()).isEqualTo("made");
            assertThat(offer.path("expires_at").asText()).isEqualTo(expiresAt.toString());
            assertThat(another.during(Duration.ofMillis(300)))
                    .noneMatch(frame -> frame.path("type").asText().equals("offer"));
        }
    }
}
