package dev.sapa.gateway.livechat.visitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.livechat.session.ContactItem;
import dev.sapa.gateway.livechat.session.MessageItem;
import dev.sapa.gateway.livechat.session.Messages;
import dev.sapa.gateway.livechat.session.SessionItem.ChatUser;
import dev.sapa.gateway.livechat.session.SessionItem.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session by itself: the same in {@code data} and beside it. */
record SessionAnswer(
        boolean success,
        String message,
        Detail data,
        @JsonUnwrapped Detail same) {

    /**
     * The session; what is absent, or none of the asker's business, is left out, but for end, agent and department,
     * which are null then.
     *
     * @param id        the same as {@code sessionId}
     * @param ipAddress where the visitor was; for staff only
     * @param messages  oldest first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Detail(
            @Nullable UUID id,
            @Nullable UUID sessionId,
            String topic,
            String status,
            String priority,
            @Nullable String startedAt,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String endedAt,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Named agent,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Named department,

            @Nullable String ipAddress,
            @Nullable UUID chatUserId,
            @Nullable ChatUser chatUser,
            @Nullable ContactItem contact,
            @Nullable List<MessageItem> messages) {}

    static SessionAnswer whole(NativeObject conversation, NativeObject messages) {
        var visitor = new NativeObject(conversation.json().path("visitor"));
        return of(
                conversation,
                ChatUser.of(visitor),
                ContactItem.of(conversation.object("contact")),
                Messages.items(messages));
    }

    /** Without contact, messages and who the visitor is. */
    static SessionAnswer bare(NativeObject conversation) {
        return of(conversation, null, null, null);
    }

    private static SessionAnswer of(
            NativeObject conversation,
            @Nullable ChatUser visitor,
            @Nullable ContactItem contact,
            @Nullable List<MessageItem> messages) {
        var detail = new Detail(
                conversation.id("id"),
                conversation.id("id"),
                conversation.said("topic"),
                conversation.said("status"),
                conversation.said("priority"),
                conversation.text("started_at"),
                conversation.text("ended_at"),
                Named.of(conversation.object("agent")),
                Named.of(conversation.object("department")),
                visitor == null ? null : conversation.text("ip_address"),
                visitor == null ? null : visitor.id(),
                visitor,
                contact,
                messages);
        return new SessionAnswer(true, "Session retrieved successfully", detail, detail);
    }
}
