package dev.sapa.gateway.kit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.events.CompanyChanged;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.CredentialsRevoked;
import dev.sapa.events.DeliveryChanged;
import dev.sapa.events.EventHeader;
import dev.sapa.events.MessagePosted;
import dev.sapa.events.NotePosted;
import dev.sapa.events.OfferChanged;
import dev.sapa.events.Topic;
import dev.sapa.gateway.kit.Tokens.Person;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Publishes events as the services do. */
public final class Events {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final KafkaProducer<String, String> PRODUCER = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    ConfigProvider.getConfig().getValue("sapa.delivery.kafka", String.class),
                    "linger.ms",
                    0),
            new StringSerializer(),
            new StringSerializer());

    private Events() {}

    /** Tells that the message with that position was posted. */
    public static void posted(StubConversation conversation, long seq) {
        var message = conversation.message(seq);
        var event = JSON.objectNode().put("version", seq + 1);
        event.set("conversation", conversation.inEvent());
        event.put("message_id", message.path("id").asText());
        for (var name : new String[] {
            "number",
            "seq",
            "author",
            "author_id",
            "author_name",
            "message_type",
            "text",
            "attachments",
            "client_msg_id",
            "posted_at"
        }) {
            event.set(name, message.path(name));
        }
        publish(Topic.CHAT, MessagePosted.TYPE, conversation, event);
    }

    /** Tells that somebody wrote a note about the conversation. */
    public static void noted(StubConversation conversation, String text, UUID... mentions) {
        var event = JSON.objectNode()
                .put("note_id", UUID.randomUUID().toString())
                .put("ordinal", 1)
                .put("after_seq", conversation.lastSeq())
                .put("author_id", UUID.randomUUID().toString())
                .put("author_name", "Ani")
                .put("text", text)
                .put("posted_at", Instant.now().toString());
        event.set("conversation", conversation.inEvent());
        var called = event.putArray("mentions");
        for (var mention : mentions) {
            called.add(mention.toString());
        }
        publish(Topic.CHAT, NotePosted.TYPE, conversation, event);
    }

    /** Tells how a message of the company fares outside. */
    public static void fared(StubConversation conversation, String message, String state) {
        var event = JSON.objectNode()
                .put("conversation_id", conversation.id.toString())
                .put("company_id", conversation.company.toString())
                .put("message_id", message)
                .put("seq", 2)
                .put("state", state)
                .put("changed_at", Instant.now().toString());
        event.set("reason", state.equals("failed") ? JSON.textNode("window-closed") : JSON.nullNode());
        publish(Topic.CHAT, DeliveryChanged.TYPE, conversation, event);
    }

    /** Tells what the conversation is now. */
    public static void changed(StubConversation conversation) {
        var event = JSON.objectNode().put("version", conversation.version()).put("cause", "assigned");
        event.set("conversation", conversation.inEvent());
        event.put("changed_at", Instant.now().toString());
        publish(Topic.CHAT, ConversationChanged.TYPE, conversation, event);
    }

    /** Tells that the person's log-in is no longer good. */
    public static void revoked(Person person) {
        var event = JSON.objectNode()
                .put("staff_id", person.id().toString())
                .put("company_id", person.company().toString())
                .put("session_id", person.session().toString())
                .put("issued_before", Instant.now().plusSeconds(1).toString())
                .put("reason", "logout");
        send(record(Topic.AUTH, CredentialsRevoked.TYPE, person.id().toString(), event));
    }

    /** Tells that the company may no longer use the suite. */
    public static void suspended(UUID company) {
        var event = JSON.objectNode()
                .put("company_id", company.toString())
                .put("version", 2)
                .put("slug", "majapahit")
                .put("name", "Majapahit")
                .put("active", false)
                .put("portal_access", "strict");
        event.putArray("hosts");
        event.putArray("origins");
        event.put("time_zone", "Asia/Jakarta").putNull("retention_days");
        send(record(Topic.AUTH, CompanyChanged.TYPE, company.toString(), event));
    }

    /** Tells that the conversation is offered to the person. */
    public static void offered(StubConversation conversation, Person person, Instant expiresAt) {
        var offer = UUID.randomUUID().toString();
        var event = JSON.objectNode()
                .put("offer_id", offer)
                .put("conversation_id", conversation.id.toString())
                .put("company_id", person.company().toString())
                .put("agent_id", person.id().toString())
                .put("state", "made")
                .put("expires_at", expiresAt.toString())
                .put("changed_at", Instant.now().toString());
        send(record(Topic.ROUTING, OfferChanged.TYPE, offer, event));
    }

    /** A record that nobody can read. */
    public static void garbage(StubConversation conversation) {
        var record = new ProducerRecord<>(Topic.CHAT, conversation.id.toString(), "{not json");
        header(record, EventHeader.TYPE, MessagePosted.TYPE);
        header(record, EventHeader.CONVERSATION, conversation.id.toString());
        header(record, EventHeader.COMPANY, conversation.company.toString());
        send(record);
    }

    private static void publish(String topic, String type, StubConversation conversation, ObjectNode event) {
        var record = record(topic, type, conversation.id.toString(), event);
        header(record, EventHeader.CONVERSATION, conversation.id.toString());
        header(record, EventHeader.COMPANY, conversation.company.toString());
        header(record, EventHeader.STAFF, conversation.agentId());
        header(record, EventHeader.DEPARTMENT, conversation.departmentId());
        header(record, EventHeader.STATUS, conversation.status());
        send(record);
    }

    private static ProducerRecord<String, String> record(String topic, String type, String key, ObjectNode event) {
        var record = new ProducerRecord<>(topic, key, event.toString());
        header(record, EventHeader.TYPE, type);
        return record;
    }

    private static void header(ProducerRecord<String, String> record, String name, @Nullable String value) {
        if (value != null) {
            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void send(ProducerRecord<String, String> record) {
        try {
            PRODUCER.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
