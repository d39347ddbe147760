package dev.sapa.chat.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one side sees it.
 *
 * @param number          dense integer of the installation, for clients that need one
 * @param status          {@code waiting}, {@code active} or {@code closed}
 * @param responder       who may speak for the company: {@code bot}, {@code agent} or {@code none}
 * @param agent           who it is assigned to, also after the close; null while it waits
 * @param assignmentEpoch the routing decision last applied; 0 before the first
 * @param version         counts every change, messages included, from 1
 * @param lastSeq         position of the newest message; 0 when there is none
 * @param unread          messages of the other side that the asking side has not read
 * @param ipAddress       where the visitor came from; only staff see it
 */
public record ConversationView(
        UUID id,
        long number,
        UUID companyId,
        VisitorView visitor,
        String channel,
        String topic,
        String priority,
        String status,
        String responder,
        @Nullable NamedView agent,
        @Nullable NamedView department,
        long assignmentEpoch,
        long version,
        long lastSeq,
        long unread,
        @Nullable MessageView lastMessage,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String closeReason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String ipAddress) {

    /** Somebody or something by name; null while auth-service has not yet told it. */
    public record NamedView(UUID id, @Nullable String name) {}

    /** The visitor with the contact details it gave last. */
    public record VisitorView(
            UUID id,
            long number,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String companyName,
            @Nullable String browserUuid,
            @Nullable String ossUserId) {}
}
