package dev.sapa.routing.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What routing keeps of a conversation that is erased. */
@RoutingTest
class ErasureTest {

    @Inject
    Scene scene;

    private final UUID company = UUID.randomUUID();

    @Test
    void the_topic_and_the_reasons_go_and_who_had_it_stays_however_often_it_is_told() {
        var taxes = scene.department(company, "Pajak");
        scene.readyAgent(company, 5, taxes);
        var open = Scene.conversation(UUID.randomUUID(), company, taxes, Priority.NORMAL, "Rahasia Budi");
        scene.delivered(new ConversationStarted(open, 1, Instant.now()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> scene.count("select count(*) from assignment where conversation_id = $1", open.id()) == 1);
        var closed = Scene.state(open, Status.CLOSED, Responder.AGENT, null, 1, true);
        scene.changed(closed, 2);

        for (int i = 0; i < 2; i++) {
            erased(Scene.conversation(open.id(), company, taxes, Priority.NORMAL, ""));
        }

        assertThat(scene.count("select count(*) from work_item where conversation_id = $1 and topic <> ''", open.id()))
                .isZero();
        assertThat(scene.count("select count(*) from decision where conversation_id = $1", open.id()))
                .isZero();
        assertThat(scene.count("select count(*) from assignment where conversation_id = $1", open.id()))
                .isOne();
    }

    private void erased(dev.sapa.events.Conversation blank) {
        var state = Scene.state(blank, Status.CLOSED, Responder.AGENT, null, 1, true);
        scene.deliver(
                ConversationChanged.TYPE,
                state.id(),
                3,
                company,
                new ConversationChanged(state, 3, Cause.ERASED, Author.SYSTEM, null, null, Instant.now()));
    }
}
