package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.livechat.session.ContactItem;
import dev.sapa.gateway.livechat.session.SessionItem.LastMessage;
import dev.sapa.gateway.livechat.session.SessionItem.Named;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session in its visitor's history; what there is not is null. */
record HistoryItem(
        @Nullable UUID sessionId,
        String topic,
        String status,
        String priority,
        @Nullable String startedAt,
        @Nullable String endedAt,
        @Nullable Agent agent,
        @Nullable Named department,
        @Nullable ContactItem contact,
        @Nullable LastMessage lastMessage) {

    record Agent(
            @Nullable UUID id,
            @Nullable String name,
            @Nullable String email) {

        static @Nullable Agent of(@Nullable NativeObject agent) {
            return agent == null ? null : new Agent(agent.id("id"), agent.text("name"), agent.text("email"));
        }
    }

    static HistoryItem of(NativeObject item) {
        var nested = item.object("conversation");
        var conversation = nested == null ? item : nested;
        return new HistoryItem(
                conversation.id("id"),
                conversation.said("topic"),
                conversation.said("status"),
                conversation.said("priority"),
                conversation.text("started_at"),
                conversation.text("ended_at"),
                Agent.of(conversation.object("agent")),
                Named.of(conversation.object("department")),
                ContactItem.of(conversation.object("contact")),
                LastMessage.of(conversation.object("last_message")));
    }
}
