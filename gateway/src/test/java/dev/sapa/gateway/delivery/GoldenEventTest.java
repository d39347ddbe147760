package dev.sapa.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.CredentialsRevoked;
import dev.sapa.events.MessagePosted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The events as their owners fixed them, read as the gateway reads them. */
class GoldenEventTest {

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    @Test
    void turns_a_posted_message_into_a_frame() throws IOException {
        var event = golden(MessagePosted.TYPE);
        var facts =
                Facts.ofEvent(event.path("conversation"), event.path("version").asLong(), new StaffNames());
        var message = Message.ofEvent(facts.conversationId(), event);

        var frame = json.readTree(message.frame());

        assertThat(facts.conversationId().toString())
                .isEqualTo(event.path("conversation").path("id").asText());
        assertThat(facts.version()).isEqualTo(event.path("version").asLong());
        assertThat(message.seq()).isEqualTo(event.path("seq").asLong());
        assertThat(frame.path("type").asText()).isEqualTo("new_message");
        assertThat(frame.path("data").path("message").asText()).isNotEmpty();
        assertThat(frame.path("data").path("message")).isEqualTo(event.path("text"));
        assertThat(frame.path("data").path("message_id")).isEqualTo(event.path("message_id"));
        assertThat(frame.path("data").path("timestamp")).isEqualTo(event.path("posted_at"));
        assertThat(frame.path("data").path("sender_type").asText())
                .isEqualTo(Message.senderType(event.path("author").asText()));
    }

    @Test
    void reads_the_state_of_a_changed_conversation() {
        var event = golden(ConversationChanged.TYPE);
        var conversation = event.path("conversation");
        var facts = Facts.ofEvent(conversation, event.path("version").asLong(), new StaffNames());

        assertThat(facts.state().status()).isEqualTo(conversation.path("status").asText());
        assertThat(facts.state().responder())
                .isEqualTo(conversation.path("responder").asText());
        assertThat(String.valueOf(facts.state().agentId()))
                .isEqualTo(conversation.path("agent_id").asText());
        assertThat(facts.companyId().toString())
                .isEqualTo(conversation.path("company_id").asText());
    }

    @Test
    void reads_a_revocation() throws IOException {
        var event = golden(CredentialsRevoked.TYPE);

        var revoked = json.treeToValue(event, CredentialsRevoked.class);

        assertThat(revoked.staffId())
                .isEqualTo(UUID.fromString(event.path("staff_id").asText()));
        assertThat(revoked.issuedBefore().toString())
                .isEqualTo(event.path("issued_before").asText());
    }

    private JsonNode golden(String type) {
        try (var file = GoldenEventTest.class.getResourceAsStream("/golden/" + type + ".json")) {
            if (file == null) {
                throw new IllegalStateException("No golden file of " + type);
            }
            return json.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
