package dev.sapa.gateway.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.events.AgentPresenceChanged;
import dev.sapa.events.CompanyChanged;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationRead;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.CredentialsRevoked;
import dev.sapa.events.DeliveryChanged;
import dev.sapa.events.EventHeader;
import dev.sapa.events.MessagePosted;
import dev.sapa.events.NotePosted;
import dev.sapa.events.OfferChanged;
import dev.sapa.events.StaffChanged;
import dev.sapa.gateway.peer.FollowRegistry;
import dev.sapa.gateway.peer.FollowRegistry.Interest;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Side;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Decides by headers whether anybody here wants an event, and only then reads it. A bad record is logged and passed over. */
@ApplicationScoped
class EventRouter {

    private static final Logger LOG = Logger.getLogger(EventRouter.class);

    private final ObjectMapper json;
    private final FollowRegistry follows;
    private final Delivery delivery;
    private final StaffEvents staffEvents;
    private final StaffNames names;
    private final Ears ears;
    private final Event<CompanyChanged> companies;

    EventRouter(
            ObjectMapper json,
            FollowRegistry follows,
            Delivery delivery,
            StaffEvents staffEvents,
            StaffNames names,
            Ears ears,
            Event<CompanyChanged> companies) {
        this.json = json;
        this.follows = follows;
        this.delivery = delivery;
        this.staffEvents = staffEvents;
        this.names = names;
        this.ears = ears;
        this.companies = companies;
    }

    void route(ConsumerRecord<byte[], byte[]> event) {
        try {
            var type = text(event.headers(), EventHeader.TYPE);
            if (type != null && event.value() != null) {
                route(type, event.headers(), event.value());
            }
        } catch (IOException | RuntimeException unreadable) {
            LOG.warnf(
                    "A record of %s (partition %d, offset %d) cannot be read: %s",
                    event.topic(),
                    event.partition(),
                    event.offset(),
                    unreadable.getClass().getSimpleName());
        }
    }

    private void route(String type, Headers headers, byte[] value) throws IOException {
        switch (type) {
            case MessagePosted.TYPE -> {
                if (wanted(headers, false)) {
                    posted(json.readTree(value));
                }
            }
            case ConversationStarted.TYPE, ConversationChanged.TYPE -> {
                if (wanted(headers, true)) {
                    changed(json.readTree(value));
                }
            }
            case ConversationRead.TYPE -> {
                if (wanted(headers, false)) {
                    read(json.readTree(value));
                }
            }
            case DeliveryChanged.TYPE -> {
                if (wanted(headers, false)) {
                    fared(json.readTree(value), headers);
                }
            }
            case NotePosted.TYPE -> noted(json.readTree(value)); // whom it mentions stands in no header
            case CompanyChanged.TYPE -> companies.fire(json.treeToValue(json.readTree(value), CompanyChanged.class));
            case StaffChanged.TYPE -> staffEvents.changed(json.readTree(value));
            case CredentialsRevoked.TYPE ->
                staffEvents.revoked(json.treeToValue(json.readTree(value), CredentialsRevoked.class));
            case AgentPresenceChanged.TYPE -> staffEvents.presence(json.readTree(value));
            case OfferChanged.TYPE -> staffEvents.offer(json.readTree(value));
            default -> LOG.tracef("Nobody here reads %s", type);
        }
    }

    private boolean wanted(Headers headers, boolean change) {
        var conversationId = id(headers, EventHeader.CONVERSATION);
        var companyId = id(headers, EventHeader.COMPANY);
        if (conversationId == null || companyId == null) {
            return true;
        }
        boolean open = change || "waiting".equals(text(headers, EventHeader.STATUS));
        return (!change && ears.listenTo(companyId))
                || follows.isWanted(
                        conversationId,
                        new Interest(
                                companyId, id(headers, EventHeader.STAFF), id(headers, EventHeader.DEPARTMENT), open));
    }

    private void posted(JsonNode event) {
        var facts = factsOf(event);
        delivery.posted(Message.ofEvent(facts.conversationId(), event), facts);
    }

    private void changed(JsonNode event) {
        delivery.changed(factsOf(event));
    }

    private void noted(JsonNode event) {
        delivery.noted(Note.ofEvent(event), factsOf(event));
    }

    private Facts factsOf(JsonNode event) {
        return Facts.ofEvent(event.path("conversation"), event.path("version").asLong(), names);
    }

    private void read(JsonNode event) {
        delivery.read(
                UUID.fromString(event.path("conversation_id").asText()),
                Side.ofAuthor(event.path("reader").asText()),
                event.path("seq").asLong());
    }

    private void fared(JsonNode event, Headers headers) {
        var conversationId = UUID.fromString(event.path("conversation_id").asText());
        var data = Frame.data()
                .put("session_id", conversationId.toString())
                .put("message_id", event.path("message_id").asText())
                .put("seq", event.path("seq").asLong())
                .put("state", event.path("state").asText());
        if (event.hasNonNull("reason")) {
            data.put("reason", event.path("reason").asText());
        }
        data.put("at", event.path("changed_at").asText());
        var interest = new Interest(
                UUID.fromString(event.path("company_id").asText()),
                id(headers, EventHeader.STAFF),
                id(headers, EventHeader.DEPARTMENT),
                "waiting".equals(text(headers, EventHeader.STATUS)));
        delivery.fared(conversationId, interest, Frame.of("delivery", conversationId, data));
    }

    private static @Nullable UUID id(Headers headers, String name) {
        var text = text(headers, name);
        return text == null ? null : UUID.fromString(text);
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
