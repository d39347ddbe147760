package dev.sapa.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

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

/** How messages fare with the providers that carry them, told to staff. */
@GatewayTest
class FareDeliveryTest {

    private final StubServices services = StubServices.get();
    private final UUID company = UUID.randomUUID();

    @Test
    void the_agent_and_staff_who_joined_see_a_message_go_its_way() {
        var ani = Tokens.agent(company, "Ani");
        var conversation = services.conversation(company).assign(ani);
        var message = UUID.randomUUID().toString();
        try (var hers = TestSocket.openAs(ani);
                var watching = TestSocket.openAs(Tokens.person(company, "supervisor", "Citra"));
                var other = TestSocket.openAs(Tokens.agent(company, "Budi"))) {
            watching.join(conversation.id);
            ready(List.of(hers, other));

            Events.fared(conversation, message, "sent");
            Events.fared(conversation, message, "failed");

            for (var socket : List.of(hers, watching)) {
                var sent = socket.await("delivery");
                assertThat(sent.path("session_id").asText()).isEqualTo(conversation.id.toString());
                assertThat(sent.path("data").path("message_id").asText()).isEqualTo(message);
                assertThat(sent.path("data").path("seq").asLong()).isEqualTo(2);
                assertThat(sent.path("data").path("state").asText()).isEqualTo("sent");
                assertThat(sent.path("data").has("reason")).isFalse();
                var failed = socket.await("delivery").path("data");
                assertThat(failed.path("state").asText()).isEqualTo("failed");
                assertThat(failed.path("reason").asText()).isEqualTo("window-closed");
            }
            assertThat(other.during(Duration.ofMillis(300))).isEmpty();
        }
    }

    @Test
    void a_visitor_does_not_hear_of_it_nor_does_another_company() {
        var conversation = services.conversation(company);
        try (var visitor = TestSocket.open();
                var eve = TestSocket.openAs(Tokens.person(UUID.randomUUID(), "admin", "Eve"));
                var staff = TestSocket.openAs(Tokens.agent(company, "Ani"))) {
            visitor.join(conversation.id);
            ready(List.of(eve, staff));

            Events.fared(conversation, UUID.randomUUID().toString(), "sent");
            staff.await("delivery");
            conversation.says("Halo");
            Events.posted(conversation, 1);
            visitor.await("new_message");

            var overheard = new ArrayList<>(visitor.during(Duration.ofMillis(300)));
            overheard.addAll(visitor.passedOver());
            overheard.addAll(eve.during(Duration.ofMillis(50)));
            assertThat(overheard).noneMatch(frame -> frame.path("type").asText().equals("delivery"));
        }
    }

    private static void ready(List<TestSocket> sockets) {
        for (var socket : sockets) {
            socket.send("ping", null);
            socket.await("pong");
        }
    }
}
