package dev.sapa.chat.conversation;

import dev.sapa.chat.log.Actor;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationRead;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.DeliveryChanged;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.events.Topic;
import dev.sapa.relay.OutgoingEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a conversation tells the other services. */
public final class ConversationEvents {

    private ConversationEvents() {}

    /** An event of the conversation with the headers by which gateways decide whether it concerns them. */
    public static OutgoingEvent of(
            String type, dev.sapa.events.Conversation conversation, long version, Object payload) {
        return OutgoingEvent.of(Topic.CHAT, type, conversation.id(), version, conversation.companyId(), payload)
                .about(conversation.id())
                .concerning(conversation.agentId())
                .inDepartment(conversation.departmentId())
                .withStatus(conversation.status().toString());
    }

    static OutgoingEvent delivery(dev.sapa.events.Conversation conversation, DeliveryChanged changed) {
        return of(DeliveryChanged.TYPE, conversation, 0, changed);
    }

    static OutgoingEvent started(Conversation conversation) {
        var facts = conversation.facts();
        return of(
                ConversationStarted.TYPE,
                facts,
                conversation.version(),
                new ConversationStarted(facts, conversation.version(), conversation.startedAt()));
    }

    static OutgoingEvent changed(
            Conversation conversation,
            ConversationChanged.Cause cause,
            Actor actor,
            @Nullable String reason,
            Instant now) {
        var facts = conversation.facts();
        return of(
                ConversationChanged.TYPE,
                facts,
                conversation.version(),
                new ConversationChanged(
                        facts, conversation.version(), cause, actor.side(), actor.staffId(), reason, now));
    }

    static OutgoingEvent read(Conversation conversation, Side side, UUID reader, long seq, Instant now) {
        var author = side == Side.VISITOR ? Author.VISITOR : Author.AGENT;
        var facts = conversation.facts();
        return of(
                ConversationRead.TYPE,
                facts,
                0,
                new ConversationRead(facts.id(), facts.companyId(), author, reader, seq, now));
    }
}
