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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Internal notes go to staff, whoever else listens. */
@GatewayTest
class NoteDeliveryTest {

    private static final String SECRET = "pernah memalsukan NIB";

    private final StubServices services = StubServices.get();
    private final UUID company = UUID.randomUUID();

    @Test
    void a_note_is_told_to_the_agent_to_staff_who_joined_and_to_who_is_mentioned() {
        var ani = Tokens.agent(company, "Ani");
        var mentioned = Tokens.agent(company, "Dewi");
        var conversation = services.conversation(company).assign(ani);
        try (var hers = TestSocket.openAs(ani);
                var watching = TestSocket.openAs(Tokens.person(company, "supervisor", "Citra"));
                var called = TestSocket.openAs(mentioned);
                var other = TestSocket.openAs(Tokens.agent(company, "Budi"))) {
            watching.join(conversation.id);
            ready(List.of(hers, called, other));

            Events.noted(conversation, SECRET, mentioned.id());

            for (var socket : List.of(hers, watching, called)) {
                var note = socket.await("note");
                assertThat(note.path("session_id").asText()).isEqualTo(conversation.id.toString());
                assertThat(note.path("data").path("text").asText()).isEqualTo(SECRET);
                assertThat(note.path("data").path("ordinal").asInt()).isEqualTo(1);
                assertThat(note.path("data").path("mentions").get(0).asText())
                        .isEqualTo(mentioned.id().toString());
            }
            assertThat(other.during(Duration.ofMillis(300))).isEmpty();
        }
    }

    @Test
    void a_visitor_never_hears_of_a_note_nor_does_another_company() {
        var conversation = services.conversation(company);
        var stranger = Tokens.person(UUID.randomUUID(), "admin", "Eve");
        try (var visitor = TestSocket.open();
                var older = TestSocket.openAt("/ws/" + conversation.id + "/me/customer", Map.of());
                var eve = TestSocket.openAs(stranger);
                var staff = TestSocket.openAs(Tokens.agent(company, "Ani"))) {
            visitor.join(conversation.id);
            older.await("session_joined");
            ready(List.of(eve, staff));

            Events.noted(conversation, SECRET, stranger.id());
            staff.await("note");
            conversation.says("Halo");
            Events.posted(conversation, 1);
            visitor.await("new_message");

            var overheard = new ArrayList<>(visitor.during(Duration.ofMillis(300)));
            overheard.addAll(visitor.passedOver());
            older.await("new_message");
            overheard.addAll(older.passedOver());
            overheard.addAll(eve.during(Duration.ofMillis(50)));
            assertThat(overheard)
                    .noneMatch(frame -> frame.path("type").asText().equals("note"))
                    .noneMatch(frame -> frame.toString().contains("memalsukan"));
        }
    }

    private static void ready(List<TestSocket> sockets) {
        for (var socket : sockets) {
            socket.send("ping", null);
            socket.await("pong");
        }
    }
}
