package dev.sapa.gateway.livechat.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.NativeObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as the consoles list it; what is absent is left out, but for agent, department and end, which are null then.
 *
 * @param sessionId   the same as {@code id}: seed 003's name for it
 * @param unreadCount messages of the customer that staff have not read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionItem(
        @Nullable UUID id,
        @Nullable UUID sessionId,
        long number,
        @Nullable UUID chatUserId,
        @Nullable UUID agentId,
        @Nullable UUID departmentId,
        String topic,
        String status,
        String priority,
        String responder,
        @Nullable String companyName,
        @Nullable String personName,
        @Nullable String email,
        @Nullable String ipAddress,
        @Nullable ChatUser chatUser,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Named agent,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Named department,
        @Nullable LastMessage lastMessage,
        long lastSeq,
        long unreadCount,
        @Nullable String startedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String endedAt,
        @Nullable String closeReason,
        @Nullable String createdAt) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Named(@Nullable UUID id, @Nullable String name) {

        public static @Nullable Named of(@Nullable NativeObject named) {
            return named == null ? null : new Named(named.id("id"), named.text("name"));
        }
    }

    /**
     * Who asks.
     *
     * @param isAnonymous whether no account of the licensing system is known for it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ChatUser(
            @Nullable UUID id,
            @Nullable String browserUuid,
            @Nullable String ossUserId,
            @Nullable String email,
            boolean isAnonymous) {

        public static ChatUser of(NativeObject visitor) {
            return new ChatUser(
                    visitor.id("id"),
                    visitor.text("browser_uuid"),
                    visitor.text("oss_user_id"),
                    visitor.text("email"),
                    visitor.text("oss_user_id") == null);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LastMessage(
            @Nullable UUID id,
            String message,
            String senderType,
            @Nullable String createdAt) {

        public static @Nullable LastMessage of(@Nullable NativeObject message) {
            return message == null
                    ? null
                    : new LastMessage(
                            message.id("id"),
                            message.said("text"),
                            MessageItem.senderType(message),
                            message.text("posted_at"));
        }
    }

    public static SessionItem of(NativeObject conversation) {
        var visitor = new NativeObject(conversation.json().path("visitor"));
        var agent = Named.of(conversation.object("agent"));
        var department = Named.of(conversation.object("department"));
        return new SessionItem(
                conversation.id("id"),
                conversation.id("id"),
                conversation.number("number"),
                visitor.id("id"),
                agent == null ? null : agent.id(),
                department == null ? null : department.id(),
                conversation.said("topic"),
                conversation.said("status"),
                conversation.said("priority"),
                conversation.said("responder"),
                visitor.text("company_name"),
                visitor.text("name"),
                visitor.text("email"),
                conversation.text("ip_address"),
                ChatUser.of(visitor),
                agent,
                department,
                LastMessage.of(conversation.object("last_message")),
                conversation.number("last_seq"),
                conversation.number("unread"),
                conversation.text("started_at"),
                conversation.text("ended_at"),
                conversation.text("close_reason"),
                conversation.text("started_at"));
    }
}
